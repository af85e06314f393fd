package dev.landfall.mapping.expression;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What MariaDB's results depend on besides the characters of a text. */
public record TextForm(Collation collation, Charset charset) {
    /** How MariaDB compares. */
    public enum Collation {
        /** A literal or a number's text: takes the collation of what it is combined with. */
        NEUTRAL,
        /** By characters, trailing spaces count: {@code ..._nopad_bin}. */
        BINARY,
        /** By characters, trailing spaces do not count: {@code ..._bin}. */
        BINARY_PADDED,
        /** By weights: letters of different case or accent may be equal. */
        LOOSE
    }

    /** Which bytes MariaDB stores, as far as hashes and lengths see them. */
    public enum Charset {
        ASCII,
        /** The bytes of PostgreSQL, too: its database is UTF8. */
        UTF8,
        OTHER
    }

    static final TextForm UNKNOWN = new TextForm(Collation.LOOSE, Charset.OTHER);
    /** JSON is {@code utf8mb4_bin}. */
    static final TextForm JSON = new TextForm(Collation.BINARY_PADDED, Charset.UTF8);
    /** The text of a number. */
    static final TextForm DIGITS = new TextForm(Collation.NEUTRAL, Charset.ASCII);

    private static final Set<String> UTF8_NAMES = Set.of("utf8", "utf8mb3", "utf8mb4");

    /** Of a column. */
    static TextForm of(@Nullable String charset, @Nullable String collation) {
        return new TextForm(
                collation == null ? Collation.LOOSE : collationNamed(collation),
                charset == null ? Charset.OTHER : charsetNamed(charset));
    }

    static Collation collationNamed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("_nopad_bin")) {
            return Collation.BINARY;
        }
        return lower.endsWith("_bin") ? Collation.BINARY_PADDED : Collation.LOOSE;
    }

    static Charset charsetNamed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("ascii")) {
            return Charset.ASCII;
        }
        return UTF8_NAMES.contains(lower) ? Charset.UTF8 : Charset.OTHER;
    }

    static TextForm ofLiteral(String text) {
        // The bytes of other characters depend on the session that wrote the literal.
        return new TextForm(Collation.NEUTRAL, text.chars().allMatch(c -> c < 128) ? Charset.ASCII : Charset.OTHER);
    }

    TextForm and(TextForm other) {
        return new TextForm(
                and(collation, other.collation), charset.compareTo(other.charset) >= 0 ? charset : other.charset);
    }

    TextForm in(Collation other) {
        return new TextForm(other, charset);
    }

    boolean comparesCharacters() {
        return collation == Collation.BINARY || collation == Collation.BINARY_PADDED;
    }

    boolean isUtf8() {
        return charset != Charset.OTHER;
    }

    private static Collation and(Collation one, Collation other) {
        if (one == Collation.NEUTRAL || one == other) {
            return other;
        }
        return other == Collation.NEUTRAL ? one : Collation.LOOSE;
    }
}
