package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a changed row had and has, in the columns in which it differs, as digests: values may be long, and there may be many rows.
 *
 * @param before of the source's values
 * @param after of the target's
 */
record Exchange(String before, String after) {
    /** @return null where nothing differs, or only columns of so few values that other rows have the same by chance */
    static @Nullable Exchange of(List<ColumnPlan> columns, List<ShownValue> source, List<ShownValue> target) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        boolean telling = false;
        for (int i = 0; i < Math.min(source.size(), target.size()); i++) {
            String had = source.get(i).canonical();
            String has = target.get(i).canonical();
            if (!had.equals(has)) {
                before.add(i + ":" + had.length() + ":" + had);
                after.add(i + ":" + has.length() + ":" + has);
                telling |= !hasFewValues(columns.get(i).source().type());
            }
        }
        return telling ? new Exchange(digest(before), digest(after)) : null;
    }

    private static boolean hasFewValues(MariaDbType type) {
        return type instanceof MariaDbType.EnumType
                || type instanceof MariaDbType.SetType
                || type instanceof MariaDbType.BitType
                || type instanceof MariaDbType.IntegerType integer && integer.bits() == Byte.SIZE;
    }

    private static String digest(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            values.forEach(value -> digest.update(value.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
