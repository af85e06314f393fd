package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.MariaDbType.BlobType;
import dev.landfall.catalog.MariaDbType.DateTimeType;
import dev.landfall.catalog.MariaDbType.DecimalType;
import dev.landfall.catalog.MariaDbType.IntegerType;
import dev.landfall.catalog.MariaDbType.TextType;
import dev.landfall.catalog.MariaDbType.VarcharType;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.event.Gtid;
import dev.landfall.event.LargeValue;
import dev.landfall.event.RowImage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableLayoutTest {
    private static final byte INT = 3;
    private static final byte BIGINT = 8;
    private static final byte VARCHAR = 15;
    private static final byte DATETIME = 18;
    private static final byte BLOB = (byte) 252;
    private static final byte DECIMAL = (byte) 246;
    private static final MariaDbType INT_TYPE = new IntegerType(32, false, 11);

    @Test
    void rowsFollowOneAnotherWithoutGaps() {
        CapturedTable table = table(INT_TYPE, new VarcharType(300));
        TableLayout layout = TableLayout.of(table, new byte[] {INT, VARCHAR}, new byte[] {(byte) 0xB0, 4});
        ByteCursor cursor =
                new ByteCursor(new byte[] {0b00, 1, 0, 0, 0, 2, 0, 'a', 'b', 0b11, 0b01, 0, 0, 0b10, 5, 0, 0, 0});

        assertThat(decoded(table, layout, cursor)).isEqualTo(row(1L, "ab"));
        assertThat(decoded(table, layout, cursor)).isEqualTo(row(null, null));
        assertThat(decoded(table, layout, cursor)).isEqualTo(row(null, ""));
        assertThat(decoded(table, layout, cursor)).isEqualTo(row(5L, null));
        assertThat(cursor.remaining()).isZero();
    }

    @Test
    void aRowThatIsNotInMemoryIsTheSame() throws IOException {
        MariaDbType text = new TextType(0xFFFF_FFFFL);
        CapturedTable table = table(INT_TYPE, text, new BlobType(0xFFFF_FFFFL), text);
        TableLayout layout = TableLayout.of(table, new byte[] {INT, BLOB, BLOB, BLOB}, new byte[] {4, 4, 4});
        byte[] large = "ü".repeat(LargeCells.LARGE).getBytes(StandardCharsets.UTF_8);
        byte[] notText = large.clone();
        notText[large.length / 2] = 0;
        ByteBuffer event = ByteBuffer.allocate(8 * large.length).order(ByteOrder.LITTLE_ENDIAN);
        put(event.put((byte) 0).putInt(7), large, large, "short".getBytes(StandardCharsets.UTF_8));
        put(event.put((byte) 0b1100).putInt(8), notText);
        byte[] all = Arrays.copyOf(event.array(), event.position());

        try (LargeCells cells = new LargeCells()) {
            ByteArrayInputStream passing = new ByteArrayInputStream(all);
            ByteCursor held = new ByteCursor(all);
            for (int row = 0; row < 2; row++) {
                RowImage expected = decoded(table, layout, held);
                byte[] raw = layout.next(passing, cells);
                assertThat(raw).hasSizeLessThan(200);
                for (RowImage image : List.of(
                        table.rows().decode(raw, new Gtid(0, 1, 1), cells),
                        table.rows().lazily(raw, new Gtid(0, 1, 1), cells))) {
                    for (int i = 0; i < image.size(); i++) {
                        Object value = image.get(i);
                        assertThat(value instanceof LargeValue elsewhere ? elsewhere.inMemory() : value)
                                .isEqualTo(expected.get(i));
                    }
                    assertThat(image.get(1) instanceof LargeValue)
                            .as("a text with U+0000 is for a policy to see")
                            .isEqualTo(row == 0);
                }
            }
            assertThat(passing.peek()).isEqualTo(-1);
        }
    }

    @Test
    void aKeyStaysInItsRow() throws IOException {
        MariaDbType text = new TextType(0xFFFF_FFFFL);
        MariaDbType blob = new BlobType(0xFFFF_FFFFL);
        CapturedTable table = new CapturedTable(
                Catalogs.table(
                        "t",
                        List.of(
                                Catalogs.column("c0", text, "utf8mb4"),
                                Catalogs.column("c1", blob, null),
                                Catalogs.column("c2", text, "utf8mb4"),
                                Catalogs.column("c3", blob, null)),
                        index("u", true, "C0"),
                        index("v", true, "c1"),
                        index("plain", false, "c2")),
                null);
        TableLayout layout =
                TableLayout.of(table, new byte[] {BLOB, BLOB, BLOB, BLOB, BIGINT, BIGINT}, new byte[] {4, 4, 4, 4});
        byte[] large = "k".repeat(LargeCells.LARGE).getBytes(StandardCharsets.UTF_8);
        ByteBuffer event = ByteBuffer.allocate(5 * large.length).order(ByteOrder.LITTLE_ENDIAN);
        put(event.put((byte) 0), large, large, large, large);
        event.putLong(1).putLong(2);

        try (LargeCells cells = new LargeCells()) {
            ByteArrayInputStream passing = new ByteArrayInputStream(Arrays.copyOf(event.array(), event.position()));
            RowImage image = table.rows().decode(layout.next(passing, cells), new Gtid(0, 1, 1), cells);

            assertThat(image.get(0)).isEqualTo("k".repeat(LargeCells.LARGE));
            assertThat(image.get(1)).isEqualTo(large);
            assertThat(image.get(2)).isInstanceOf(LargeValue.class);
            assertThat(image.get(3)).isInstanceOf(LargeValue.class);
            assertThat(passing.peek()).isEqualTo(-1);
        }
    }

    private static SourceIndex index(String name, boolean unique, String column) {
        return new SourceIndex(
                name, unique, unique ? "HASH" : "BTREE", List.of(new SourceIndex.Part(column, null, false)), "");
    }

    private static void put(ByteBuffer event, byte[]... cells) {
        for (byte[] cell : cells) {
            event.putInt(cell.length).put(cell);
        }
    }

    @Test
    void theHashOfALongUniqueKeyIsPassedOver() {
        SourceIndex longUnique =
                new SourceIndex("u", true, "HASH", List.of(new SourceIndex.Part("c0", null, false)), "");
        CapturedTable table = new CapturedTable(
                Catalogs.table("t", List.of(Catalogs.column("c0", INT_TYPE, null)), longUnique), null);
        TableLayout layout = TableLayout.of(table, new byte[] {INT, BIGINT}, new byte[0]);
        ByteCursor cursor = new ByteCursor(
                new byte[] {0, 1, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 0, 2, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8});

        assertThat(decoded(table, layout, cursor)).isEqualTo(row(1L));
        assertThat(decoded(table, layout, cursor)).isEqualTo(row(2L));
        assertThat(layout.columns()).isEqualTo(2);
    }

    @Test
    void aTableWithAnotherShapeIsRefused() {
        assertRefused(table(INT_TYPE), new byte[] {INT, INT}, new byte[0], "2 columns");
        assertRefused(table(INT_TYPE), new byte[] {BIGINT}, new byte[0], "column c0");
        assertRefused(table(new DecimalType(10, 2, false)), new byte[] {DECIMAL}, new byte[] {10, 3}, "column c0");
        assertRefused(table(new DateTimeType(3)), new byte[] {DATETIME}, new byte[] {6}, "column c0");
        assertRefused(table(new VarcharType(10)), new byte[] {(byte) 141}, new byte[] {11, 0}, "type code 141");
    }

    private static void assertRefused(CapturedTable table, byte[] codes, byte[] metadata, String words) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> TableLayout.of(table, codes, metadata))
                .withMessageContaining("shop.t")
                .withMessageContaining(words)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.SCHEMA_CHANGED));
    }

    private static CapturedTable table(MariaDbType... types) {
        List<dev.landfall.catalog.SourceColumn> columns = new java.util.ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            columns.add(Catalogs.column("c" + i, types[i], "utf8mb4"));
        }
        return new CapturedTable(Catalogs.table("t", columns), null);
    }

    private static RowImage decoded(CapturedTable table, TableLayout layout, ByteCursor cursor) {
        return table.rows().decode(layout.next(cursor), new Gtid(0, 1, 1), null);
    }

    private static RowImage row(Object... values) {
        return new RowImage(values);
    }
}
