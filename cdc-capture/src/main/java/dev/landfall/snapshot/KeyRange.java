package dev.landfall.snapshot;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Keys {@code from <= key < to}; null is open. */
public record KeyRange(@Nullable BigDecimal from, @Nullable BigDecimal to) {
    public static final KeyRange ALL = new KeyRange(null, null);

    public boolean contains(BigDecimal key) {
        return (from == null || key.compareTo(from) >= 0) && (to == null || key.compareTo(to) < 0);
    }

    @Override
    public String toString() {
        return "[" + (from == null ? "-" : from.toPlainString()) + ", " + (to == null ? "-" : to.toPlainString()) + ")";
    }
}
