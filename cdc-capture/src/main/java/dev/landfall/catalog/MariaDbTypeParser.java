package dev.landfall.catalog;

import dev.landfall.catalog.MariaDbType.BinaryType;
import dev.landfall.catalog.MariaDbType.BitType;
import dev.landfall.catalog.MariaDbType.BlobType;
import dev.landfall.catalog.MariaDbType.CharType;
import dev.landfall.catalog.MariaDbType.DateTimeType;
import dev.landfall.catalog.MariaDbType.DateType;
import dev.landfall.catalog.MariaDbType.DecimalType;
import dev.landfall.catalog.MariaDbType.DoubleType;
import dev.landfall.catalog.MariaDbType.EnumType;
import dev.landfall.catalog.MariaDbType.FloatType;
import dev.landfall.catalog.MariaDbType.GeometryType;
import dev.landfall.catalog.MariaDbType.InetType;
import dev.landfall.catalog.MariaDbType.IntegerType;
import dev.landfall.catalog.MariaDbType.SetType;
import dev.landfall.catalog.MariaDbType.TextType;
import dev.landfall.catalog.MariaDbType.TimeType;
import dev.landfall.catalog.MariaDbType.TimestampType;
import dev.landfall.catalog.MariaDbType.UnknownType;
import dev.landfall.catalog.MariaDbType.UuidType;
import dev.landfall.catalog.MariaDbType.VarbinaryType;
import dev.landfall.catalog.MariaDbType.VarcharType;
import dev.landfall.catalog.MariaDbType.VectorType;
import dev.landfall.catalog.MariaDbType.YearType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code COLUMN_TYPE} of information_schema: {@code int(10) unsigned}, {@code enum('a','b')}, {@code datetime(6)}. */
public final class MariaDbTypeParser {
    private static final Pattern SHAPE = Pattern.compile("([a-z0-9]+)(?:\\((.*)\\))?(.*)", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    private MariaDbTypeParser() {}

    /** @return the type, {@link UnknownType} when there is no decision for it; never fails */
    public static MariaDbType parse(String columnType) {
        String lower = columnType.toLowerCase(Locale.ROOT);
        if (lower.startsWith("enum(") || lower.startsWith("set(")) {
            List<String> labels = labels(columnType);
            return lower.startsWith("enum(") ? new EnumType(labels) : new SetType(labels);
        }
        Matcher shape = SHAPE.matcher(COMMENT.matcher(lower).replaceAll("").strip());
        if (!shape.matches()) {
            return new UnknownType(columnType);
        }
        String[] arguments =
                shape.group(2) == null ? new String[0] : shape.group(2).split(",", -1);
        boolean unsigned = shape.group(3).contains("unsigned");
        return switch (shape.group(1)) {
            case "tinyint" -> new IntegerType(8, unsigned, number(arguments, 0, 4));
            case "smallint" -> new IntegerType(16, unsigned, number(arguments, 0, 6));
            case "mediumint" -> new IntegerType(24, unsigned, number(arguments, 0, 9));
            case "int" -> new IntegerType(32, unsigned, number(arguments, 0, 11));
            case "bigint" -> new IntegerType(64, unsigned, number(arguments, 0, 20));
            case "decimal" -> new DecimalType(number(arguments, 0, 10), number(arguments, 1, 0), unsigned);
            case "float" -> new FloatType(unsigned, arguments.length == 2);
            case "double" -> new DoubleType(unsigned, arguments.length == 2);
            case "bit" -> new BitType(number(arguments, 0, 1));
            case "year" -> new YearType();
            case "date" -> new DateType();
            case "time" -> new TimeType(number(arguments, 0, 0));
            case "datetime" -> new DateTimeType(number(arguments, 0, 0));
            case "timestamp" -> new TimestampType(number(arguments, 0, 0));
            case "char" -> new CharType(number(arguments, 0, 1));
            case "varchar" -> new VarcharType(number(arguments, 0, 1));
            case "tinytext" -> new TextType(0xFF);
            case "text" -> new TextType(0xFFFF);
            case "mediumtext" -> new TextType(0xFF_FFFF);
            case "longtext" -> new TextType(0xFFFF_FFFFL);
            case "binary" -> new BinaryType(number(arguments, 0, 1));
            case "varbinary" -> new VarbinaryType(number(arguments, 0, 1));
            case "tinyblob" -> new BlobType(0xFF);
            case "blob" -> new BlobType(0xFFFF);
            case "mediumblob" -> new BlobType(0xFF_FFFF);
            case "longblob" -> new BlobType(0xFFFF_FFFFL);
            case "vector" -> new VectorType(number(arguments, 0, 1));
            case "uuid" -> new UuidType();
            case "inet4" -> new InetType(4);
            case "inet6" -> new InetType(16);
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection" -> new GeometryType(shape.group(1));
            default -> new UnknownType(columnType);
        };
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return index < arguments.length ? Integer.parseInt(arguments[index].strip()) : otherwise;
    }

    private static List<String> labels(String columnType) {
        List<String> labels = new ArrayList<>();
        int at = columnType.indexOf('(') + 1;
        while (at < columnType.length() && columnType.charAt(at) == '\'') {
            int end = QuotedText.end(columnType, at);
            labels.add(QuotedText.unquote(columnType.substring(at, end)));
            at = end + 1; // behind the comma, or the closing parenthesis
        }
        return labels;
    }
}
