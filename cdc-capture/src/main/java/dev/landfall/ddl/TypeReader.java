package dev.landfall.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a column's type and prints it as information_schema does. */
final class TypeReader {
    private final WordCursor words;

    TypeReader(WordCursor words) {
        this.words = words;
    }

    /** What {@code COLUMN_TYPE} will be. */
    String declaration() {
        String type = words.next().keyword();
        return switch (type) {
            case "TINYINT" -> integer("tinyint", 4);
            case "SMALLINT" -> integer("smallint", 6);
            case "MEDIUMINT" -> integer("mediumint", 9);
            case "INT", "INTEGER" -> integer("int", 11);
            case "BIGINT" -> integer("bigint", 20);
            case "BOOL", "BOOLEAN" -> "tinyint(1)";
            case "DECIMAL", "NUMERIC", "DEC", "FIXED" -> decimal();
            case "FLOAT" -> floating("float");
            case "DOUBLE" -> {
                words.accept("PRECISION");
                yield floating("double");
            }
            case "BIT" -> "bit(" + length(1) + ")";
            case "YEAR" -> "year(" + length(4) + ")";
            case "DATETIME", "TIMESTAMP", "TIME" -> fraction(type.toLowerCase(java.util.Locale.ROOT));
            case "CHAR", "CHARACTER" -> "char(" + length(1) + ")";
            case "VARCHAR" -> "varchar(" + length() + ")";
            case "BINARY" -> "binary(" + length(1) + ")";
            case "VARBINARY" -> "varbinary(" + length() + ")";
            case "VECTOR" -> "vector(" + length() + ")";
            case "ENUM" -> "enum(" + labels() + ")";
            case "SET" -> "set(" + labels() + ")";
            case "DATE",
                    "TINYTEXT",
                    "TEXT",
                    "MEDIUMTEXT",
                    "LONGTEXT",
                    "TINYBLOB",
                    "BLOB",
                    "MEDIUMBLOB",
                    "LONGBLOB",
                    "UUID",
                    "INET4",
                    "INET6",
                    "GEOMETRY",
                    "POINT",
                    "LINESTRING",
                    "POLYGON",
                    "MULTIPOINT",
                    "MULTILINESTRING",
                    "MULTIPOLYGON",
                    "GEOMETRYCOLLECTION" -> type.toLowerCase(java.util.Locale.ROOT);
            default -> throw new NotUnderstoodException("has the type " + type + ", whose meaning is not certain");
        };
    }

    private String integer(String name, int signedWidth) {
        int width = words.atSign("(") ? length() : -1;
        boolean unsigned = sign();
        int usual = unsigned && !name.equals("bigint") ? signedWidth - 1 : signedWidth;
        return name + "(" + (width < 0 ? usual : width) + ")" + (unsigned ? " unsigned" : "");
    }

    /** @return whether unsigned */
    private boolean sign() {
        if (words.keyword().equals("ZEROFILL")) {
            throw new NotUnderstoodException("has ZEROFILL");
        }
        words.accept("SIGNED");
        boolean unsigned = words.accept("UNSIGNED");
        if (words.keyword().equals("ZEROFILL")) {
            throw new NotUnderstoodException("has ZEROFILL");
        }
        return unsigned;
    }

    private String decimal() {
        int precision = 10;
        int scale = 0;
        if (words.acceptSign("(")) {
            precision = words.number();
            scale = words.acceptSign(",") ? words.number() : 0;
            words.expectSign(")");
        }
        return "decimal(" + precision + "," + scale + ")" + (sign() ? " unsigned" : "");
    }

    private String floating(String name) {
        String digits = "";
        if (words.acceptSign("(")) {
            int precision = words.number();
            if (!words.acceptSign(",")) {
                throw new NotUnderstoodException("has a floating point type with one number");
            }
            digits = "(" + precision + "," + words.number() + ")";
            words.expectSign(")");
        }
        return name + digits + (sign() ? " unsigned" : "");
    }

    private String fraction(String name) {
        int digits = words.atSign("(") ? length() : 0;
        return digits == 0 ? name : name + "(" + digits + ")";
    }

    private int length(int otherwise) {
        return words.atSign("(") ? length() : otherwise;
    }

    private int length() {
        words.expectSign("(");
        int length = words.number();
        words.expectSign(")");
        return length;
    }

    private String labels() {
        words.expectSign("(");
        List<String> labels = new ArrayList<>();
        do {
            String label = words.literal();
            if (label.endsWith(" ") || !label.chars().allMatch(c -> c >= ' ' && c != '\\')) {
                throw new NotUnderstoodException("has the label \"" + label + "\", which MariaDB may change");
            }
            labels.add(label);
        } while (words.acceptSign(","));
        words.expectSign(")");
        return labels.stream()
                .map(label -> "'" + label.replace("'", "''") + "'")
                .collect(Collectors.joining(","));
    }
}
