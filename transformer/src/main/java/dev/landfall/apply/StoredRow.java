package dev.landfall.apply;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.event.LargeValue;
import dev.landfall.event.RowImage;
import dev.landfall.event.UnreadableText;
import dev.landfall.event.ZeroDate;
import dev.landfall.json.RecordJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the source as the control schema keeps it: every value by its column's name, to be read by people and to be
 * brought back exactly.
 */
record StoredRow(Map<String, @Nullable StoredValue> values) {
    private static final RecordJson<StoredRow> JSON = new RecordJson<>(StoredRow.class, List.of());

    /** @param hex of a value that is bytes, or that is no text; then {@code text} is null */
    record StoredValue(@Nullable String text, @Nullable String hex) {
        static StoredValue bytes(byte[] bytes) {
            return new StoredValue(null, HexFormat.of().formatHex(bytes));
        }
    }

    /** Of some of its columns. */
    static StoredRow of(SourceTable table, RowImage row, Iterable<Integer> columns) {
        Map<String, @Nullable StoredValue> values = new LinkedHashMap<>();
        for (int i : columns) {
            Object value = row.get(i);
            values.put(table.columns().get(i).name(), value == null ? null : stored(value));
        }
        return new StoredRow(values);
    }

    String json() {
        return JSON.write(this);
    }

    static StoredRow parse(String json) {
        return JSON.read(json);
    }

    /** A column that the row does not have is NULL. */
    RowImage image(SourceTable table) {
        @Nullable Object[] image = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < image.length; i++) {
            SourceColumn column = table.columns().get(i);
            StoredValue value = values.get(column.name());
            image[i] = value == null ? null : column.type().match(new StoredValues(value));
        }
        return new RowImage(image);
    }

    private static StoredValue stored(Object value) {
        if (value instanceof byte[] bytes) {
            return StoredValue.bytes(bytes);
        }
        if (value instanceof LargeValue large) {
            return stored(large.inMemory());
        }
        if (value instanceof UnreadableText text) {
            return StoredValue.bytes(text.bytes());
        }
        if (value instanceof float[] numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(numbers);
            return StoredValue.bytes(bytes.array());
        }
        return new StoredValue(value instanceof ZeroDate zero ? zero.text() : value.toString(), null);
    }
}
