package dev.landfall.reverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Types that not every server of the tests has: VECTOR is MariaDB's from 11.7 on, geometries need PostGIS. */
class BinaryFormsTest {
    @Test
    void aVectorIsItsNumbersInFourBytesEach() {
        assertThat(hex(Vectors.bytes("{1,-0.5,3.4028235e+38}"))).isEqualTo("0000803f" + "000000bf" + "ffff7f7f");
    }

    @Test
    void anEmptyVectorHasNoBytes() {
        assertThat(Vectors.bytes("{}")).isEmpty();
    }

    @Test
    void aVectorWithNullCannotComeBack() {
        assertThatThrownBy(() -> Vectors.bytes("{1,NULL}")).isInstanceOf(UnholdableValueException.class);
    }

    @Test
    void theReferenceSystemStandsInFrontOfAGeometry() {
        assertThat(geometry("0101000020E6100000000000000000F03F0000000000000040"))
                .isEqualTo("e6100000" + "0101000000000000000000f03f0000000000000040");
    }

    @Test
    void aGeometryWithoutReferenceSystemHasZero() {
        assertThat(geometry("0101000000000000000000F03F0000000000000040"))
                .isEqualTo("00000000" + "0101000000000000000000f03f0000000000000040");
    }

    @Test
    void theByteOrderOfAGeometryStays() {
        assertThat(geometry("0020000001000010E63FF00000000000004000000000000000"))
                .isEqualTo("e6100000" + "00000000013ff00000000000004000000000000000");
    }

    @Test
    void aThirdDimensionCannotComeBack() {
        assertThatThrownBy(() -> geometry("0101000080000000000000F03F00000000000000400000000000000840"))
                .isInstanceOf(UnholdableValueException.class)
                .hasMessageContaining("two dimensions");
    }

    private static String geometry(String ewkb) {
        return hex(SridAndWkb.of(HexFormat.of().parseHex(ewkb)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
