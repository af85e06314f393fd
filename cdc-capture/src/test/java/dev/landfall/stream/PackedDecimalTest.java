package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedDecimalTest {
    /** The first two are the examples of the storage format's own description. */
    @ParameterizedTest
    @CsvSource({
        "14, 4, 810DFB38D204D2, 1234567890.1234",
        "14, 4, 7EF204C72DFB2D, -1234567890.1234",
        "1, 0, 80, 0",
        "1, 0, 89, 9",
        "2, 2, E3, 0.99",
        "2, 2, 1C, -0.99",
        "9, 0, BB9AC9FF, 999999999",
        "18, 9, BB9AC9FF3B9AC9FF, 999999999.999999999",
        "19, 9, 893B9AC9FF3B9AC9FF, 9999999999.999999999",
        "19, 9, 76C4653600C4653600, -9999999999.999999999",
        "20, 0, E33B9AC9FF3B9AC9FF, 99999999999999999999",
    })
    void everyGroupOfDigitsHasItsPlace(int precision, int scale, String bytes, BigDecimal expected) {
        byte[] row = HexFormat.of().parseHex("FFFF" + bytes + "FFFF");

        BigDecimal value = new PackedDecimal(precision, scale).decode(row, 2, row.length - 4);

        assertThat(value).isEqualTo(expected);
        assertThat(PackedDecimal.size(precision, scale)).isEqualTo(row.length - 4);
    }
}
