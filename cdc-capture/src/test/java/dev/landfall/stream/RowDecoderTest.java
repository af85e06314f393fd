package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.catalog.MariaDbType.EnumType;
import dev.landfall.catalog.MariaDbType.IntegerType;
import dev.landfall.catalog.MariaDbType.VarcharType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.event.Gtid;
import dev.landfall.event.RowImage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowDecoderTest {
    private static final Gtid GTID = new Gtid(0, 1, 7);
    private static final byte[] TEXT = "grün".getBytes(StandardCharsets.UTF_8);

    private final List<SourceColumn> columns = List.of(
            Catalogs.column("id", new IntegerType(32, false, 11), null),
            Catalogs.column("color", new EnumType(List.of("red", "green")), "utf8mb4"),
            Catalogs.column("note", new VarcharType(300), "utf8mb4"));

    private final RowDecoder decoder = new RowDecoder(Catalogs.table("t", columns), columns);

    @Test
    void anImageIsTheSameWheneverItsValuesAreDecoded() {
        for (byte[] row : List.of(
                raw(new byte[] {5, 0, 0, 0}, new byte[] {2}, TEXT),
                raw(new byte[] {5, 0, 0, 0}, null, new byte[0]),
                raw(null, new byte[] {1}, null))) {
            RowImage lazy = decoder.lazily(row, GTID, null);

            assertThat(lazy).isEqualTo(decoder.decode(row, GTID, null));
            assertThat(lazy.hashCode())
                    .isEqualTo(decoder.decode(row, GTID, null).hashCode());
            assertThat(lazy).hasToString(decoder.decode(row, GTID, null).toString());
        }
        assertThat(decoder.lazily(raw(new byte[] {5, 0, 0, 0}, new byte[] {2}, TEXT), GTID, null))
                .isEqualTo(new RowImage(new @Nullable Object[] {5L, "green", "grün"}));
    }

    @Test
    void cellsThatAreNotTheTablesArePassedOver() {
        RowDecoder ofTwo = new RowDecoder(Catalogs.table("t", List.of(columns.get(0), columns.get(2))), columns);

        assertThat(ofTwo.lazily(raw(new byte[] {5, 0, 0, 0}, new byte[] {2}, TEXT), GTID, null))
                .isEqualTo(new RowImage(new @Nullable Object[] {5L, "grün"}));
    }

    @Test
    void aCellThatIsNoValueIsRefusedWhenItIsAskedFor() {
        byte[] row = raw(new byte[] {5, 0, 0, 0}, new byte[] {3}, TEXT);

        assertRefused(() -> decoder.decode(row, GTID, null));
        RowImage lazy = decoder.lazily(row, GTID, null);
        assertThat(lazy.get(0)).isEqualTo(5L);
        assertThat(lazy.get(2)).isEqualTo("grün");
        assertRefused(() -> lazy.get(1));
    }

    private static void assertRefused(ThrowingCallable decoding) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(decoding)
                .withMessageContaining("shop.t.color")
                .withMessageContaining("0-1-7")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.VALUE_REFUSED));
    }

    private static byte[] raw(byte @Nullable []... cells) {
        ByteBuffer row = ByteBuffer.allocate(200).put((byte) 1);
        for (byte[] cell : cells) {
            row.putInt(cell == null ? RawRow.NULL : cell.length);
            row.put(cell == null ? new byte[0] : cell);
        }
        return Arrays.copyOf(row.array(), row.position());
    }
}
