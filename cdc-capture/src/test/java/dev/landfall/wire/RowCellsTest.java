package dev.landfall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCellsTest {
    private static final MariaDbType SMALL = new MariaDbType.IntegerType(16, false, 6);
    private static final MariaDbType BLOB = new MariaDbType.BlobType(255);

    @Test
    void nullsHaveNoBytes() throws SQLException {
        // Bits of NULLs: two unused ones, the first column's, then the cells': the second is NULL.
        RowCells cells = laid(List.of(SMALL, SMALL, BLOB), bytes(0, 0b0001_0000, 0, 0xFE, 0xFF, 3, 'a', 'b', 'c'), 3);

        assertThat(cells.value(0)).isEqualTo(-2L);
        assertThat(cells.value(1)).isNull();
        assertThat(cells.length(1)).isEqualTo(RowCells.NULL);
        assertThat(cells.value(2)).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(cells.image(List.of(2)).get(0)).isNull();
        assertThat(cells.image(List.of(2)).get(2)).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lengthsHaveOneToNineBytes() throws SQLException {
        for (int length : new int[] {0, 1, 250, 251, 65_535, 65_536, 16_777_215, 16_777_216}) {
            int[] prefix = length < 251
                    ? new int[] {length}
                    : length < 65_536
                            ? new int[] {0xFC, length, length >> 8}
                            : length < 16_777_216
                                    ? new int[] {0xFD, length, length >> 8, length >> 16}
                                    : new int[] {0xFE, length, length >> 8, length >> 16, length >> 24, 0, 0, 0, 0};
            byte[] head = bytes(prefix);
            byte[] packet = new byte[3 + head.length + length + 2];
            System.arraycopy(head, 0, packet, 3, head.length);
            packet[packet.length - 2] = 7;

            RowCells cells = laid(List.of(BLOB, SMALL), packet, 3);

            assertThat(cells.length(0)).isEqualTo(length);
            assertThat(cells.offset(0)).isEqualTo(3 + head.length);
            assertThat(cells.value(1)).isEqualTo(7L);
        }
    }

    @Test
    void aRowOfAnotherShapeIsRefused() {
        for (byte[] packet :
                List.of(bytes(0, 0, 0, 1, 0), bytes(0, 0, 0, 1, 0, 2, 0, 9), bytes(0, 0, 0, 1, 0, 2), bytes(0, 0, 0))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> laid(List.of(SMALL, SMALL), packet, 3))
                    .withMessageContaining("shop.t has " + packet.length + " bytes");
        }
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> laid(List.of(BLOB), bytes(0, 0, 0, 200, 1), 3));
    }

    private static RowCells laid(List<MariaDbType> types, byte[] packet, int next) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        for (MariaDbType type : types) {
            columns.add(new SourceColumn(
                    "c" + columns.size(),
                    type,
                    "",
                    true,
                    new ColumnDefault.None(),
                    false,
                    null,
                    null,
                    null,
                    false,
                    false,
                    ""));
        }
        RowCells cells = new RowCells(new TableName("shop", "t"), columns);
        cells.lay(new RowPacket(packet, next, packet.length));
        return cells;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
