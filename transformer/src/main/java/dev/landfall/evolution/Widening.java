package dev.landfall.evolution;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.MariaDbType.BlobType;
import dev.landfall.catalog.MariaDbType.CharType;
import dev.landfall.catalog.MariaDbType.DateTimeType;
import dev.landfall.catalog.MariaDbType.DecimalType;
import dev.landfall.catalog.MariaDbType.EnumType;
import dev.landfall.catalog.MariaDbType.IntegerType;
import dev.landfall.catalog.MariaDbType.SetType;
import dev.landfall.catalog.MariaDbType.TextType;
import dev.landfall.catalog.MariaDbType.TimeType;
import dev.landfall.catalog.MariaDbType.TimestampType;
import dev.landfall.catalog.MariaDbType.VarbinaryType;
import dev.landfall.catalog.MariaDbType.VarcharType;
import dev.landfall.catalog.SourceColumn;
import java.util.List;
import java.util.Objects;

/** Whether a column's new type holds every value of the old one, and holds it as the same value. */
final class Widening {
    private static final int BYTES_PER_CHARACTER = 4;

    private Widening() {}

    static boolean keepsValues(SourceColumn from, SourceColumn to) {
        return Objects.equals(from.charset(), to.charset()) && keepsValues(from.type(), to.type());
    }

    private static boolean keepsValues(MariaDbType from, MariaDbType to) {
        if (from.equals(to)) {
            return true;
        }
        if (from instanceof IntegerType old && to instanceof IntegerType now) {
            return old.unsigned() == now.unsigned()
                    ? now.bits() >= old.bits()
                    : old.unsigned() && now.bits() > old.bits();
        }
        if (from instanceof DecimalType old && to instanceof DecimalType now) {
            return now.scale() >= old.scale()
                    && now.precision() - now.scale() >= old.precision() - old.scale()
                    && (old.unsigned() || !now.unsigned());
        }
        if (from instanceof DateTimeType old && to instanceof DateTimeType now) {
            return now.fractionalDigits() >= old.fractionalDigits();
        }
        if (from instanceof TimestampType old && to instanceof TimestampType now) {
            return now.fractionalDigits() >= old.fractionalDigits();
        }
        if (from instanceof TimeType old && to instanceof TimeType now) {
            return now.fractionalDigits() >= old.fractionalDigits();
        }
        if (from instanceof EnumType old && to instanceof EnumType now) {
            return begins(now.labels(), old.labels());
        }
        if (from instanceof SetType old && to instanceof SetType now) {
            return begins(now.labels(), old.labels());
        }
        return keepsText(from, to) || keepsBytes(from, to);
    }

    private static boolean begins(List<String> all, List<String> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }

    private static boolean keepsText(MariaDbType from, MariaDbType to) {
        if (from instanceof CharType old) {
            return to instanceof CharType fixed && fixed.length() >= old.length()
                    || to instanceof VarcharType varying && varying.length() >= old.length();
        }
        if (from instanceof VarcharType old) {
            return to instanceof VarcharType now && now.length() >= old.length()
                    || to instanceof TextType text && text.maxBytes() >= (long) old.length() * BYTES_PER_CHARACTER;
        }
        return from instanceof TextType old && to instanceof TextType now && now.maxBytes() >= old.maxBytes();
    }

    private static boolean keepsBytes(MariaDbType from, MariaDbType to) {
        if (from instanceof VarbinaryType old) {
            return to instanceof VarbinaryType now && now.length() >= old.length()
                    || to instanceof BlobType blob && blob.maxBytes() >= old.length();
        }
        return from instanceof BlobType old && to instanceof BlobType now && now.maxBytes() >= old.maxBytes();
    }
}
