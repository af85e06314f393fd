package dev.landfall.ddl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads options of tables: most change how a table is stored, not what it holds. */
final class OptionReader {
    /** With a value that may be any word, number or literal. */
    private static final Set<String> OF_STORAGE = Set.of(
            "ROW_FORMAT",
            "KEY_BLOCK_SIZE",
            "AUTO_INCREMENT",
            "AVG_ROW_LENGTH",
            "CHECKSUM",
            "DELAY_KEY_WRITE",
            "MAX_ROWS",
            "MIN_ROWS",
            "PACK_KEYS",
            "PAGE_CHECKSUM",
            "PAGE_COMPRESSED",
            "PAGE_COMPRESSION_LEVEL",
            "STATS_AUTO_RECALC",
            "STATS_PERSISTENT",
            "STATS_SAMPLE_PAGES",
            "ENCRYPTED",
            "ENCRYPTION_KEY_ID",
            "TRANSACTIONAL");

    private final WordCursor words;
    private String engine = "";

    OptionReader(WordCursor words) {
        this.words = words;
    }

    /** As spelled; empty where none was. */
    String engine() {
        return engine;
    }

    /** @return whether an option stood here; one that changes definitions is added to the clauses */
    boolean read(List<TableClause> clauses) {
        if (OF_STORAGE.contains(words.keyword())) {
            words.next();
            words.acceptSign("=");
            words.next();
            return true;
        }
        if (words.accept("ENGINE")) {
            words.acceptSign("=");
            engine = words.atLiteral() ? words.literal() : words.name();
            return true;
        }
        if (words.accept("COMMENT")) {
            words.acceptSign("=");
            clauses.add(new TableClause.Comment(words.literal()));
            return true;
        }
        Optional<TableClause> collation = collation();
        collation.ifPresent(clauses::add);
        return collation.isPresent();
    }

    private Optional<TableClause> collation() {
        boolean said = words.accept("DEFAULT");
        if (words.accept("CHARACTER", "SET") || words.accept("CHARSET")) {
            words.acceptSign("=");
            return Optional.of(new TableClause.DefaultCollation(ColumnReader.charset(words), null));
        }
        if (words.accept("COLLATE")) {
            words.acceptSign("=");
            String collation = ColumnReader.collation(words);
            return Optional.of(new TableClause.DefaultCollation(charsetOf(collation), collation));
        }
        if (said) {
            throw words.unexpected();
        }
        return Optional.empty();
    }

    /** The first part of its name. */
    static String charsetOf(String collation) {
        int end = collation.indexOf('_');
        return (end < 0 ? collation : collation.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
