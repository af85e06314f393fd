package dev.landfall.plan;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.Partitioning;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Partitions of one table. RANGE and LIST become native ones where PostgreSQL puts every row where MariaDB does: over
 * numbers and dates, and over functions of a date that never fall as it rises. Text is left out, because collations order
 * it otherwise. Everything else becomes one table, which holds the same rows.
 */
final class PartitionPlanner {
    private static final Pattern COLUMN = Pattern.compile("`((?:[^`]|``)+)`");
    private static final Pattern FUNCTION =
            Pattern.compile("(year|to_days|to_seconds|unix_timestamp)\\(`((?:[^`]|``)+)`\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern DATE = Pattern.compile("'\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}:\\d{2}(\\.\\d+)?)?'");
    /** TO_DAYS of 1970-01-01. */
    private static final long DAYS_TO_EPOCH = 719_528;

    private static final long SECONDS_PER_DAY = 86_400;

    private final SourceTable table;
    private final String targetTable;
    private final List<ColumnPlan> columns;
    private final TakenNames relations;

    PartitionPlanner(SourceTable table, String targetTable, List<ColumnPlan> columns, TakenNames relations) {
        this.table = table;
        this.targetTable = targetTable;
        this.columns = columns;
        this.relations = relations;
    }

    /** What is partitioned by. @param function applied to the only column, in lower case; empty for the columns themselves */
    private record Key(List<ColumnPlan> columns, String function) {}

    /** Empty where the table becomes one piece. */
    Optional<PartitionPlan> plan(Partitioning partitioning) {
        if (partitioning.subpartitioned()) {
            return Optional.empty();
        }
        String method = partitioning.method().toUpperCase(Locale.ROOT);
        return switch (method) {
            case "RANGE", "RANGE COLUMNS" -> key(partitioning.expression()).flatMap(key -> range(partitioning, key));
            case "LIST", "LIST COLUMNS" ->
                key(partitioning.expression())
                        .filter(key -> key.function().isEmpty() && key.columns().size() == 1)
                        .flatMap(key -> list(partitioning, key));
            case "HASH", "LINEAR HASH", "KEY", "LINEAR KEY" -> hash(partitioning);
            default -> Optional.empty();
        };
    }

    private Optional<Key> key(String expression) {
        Matcher function = FUNCTION.matcher(expression.strip());
        if (function.matches()) {
            return column(function.group(2))
                    .filter(column -> isTemporal(column.type()))
                    .map(column -> new Key(List.of(column), function.group(1).toLowerCase(Locale.ROOT)));
        }
        List<ColumnPlan> found = new ArrayList<>();
        for (String part : expression.split(",", -1)) {
            Matcher name = COLUMN.matcher(part.strip());
            Optional<ColumnPlan> column = name.matches() ? column(name.group(1)) : Optional.empty();
            if (column.isEmpty()
                    || !(column.get().type().isInteger()
                            || isTemporal(column.get().type()))) {
                return Optional.empty();
            }
            found.add(column.get());
        }
        return Optional.of(new Key(found, ""));
    }

    private Optional<ColumnPlan> column(String name) {
        return columns.stream()
                .filter(column -> column.source().name().equalsIgnoreCase(name.replace("``", "`")))
                .findFirst();
    }

    private static boolean isTemporal(PgType type) {
        return type.kind() == PgType.Kind.DATE
                || type.kind() == PgType.Kind.TIMESTAMP
                || type.kind() == PgType.Kind.TIMESTAMPTZ;
    }

    private Optional<PartitionPlan> range(Partitioning partitioning, Key key) {
        List<PartitionPlan.Part> parts = new ArrayList<>();
        String from = key.columns().stream().map(column -> "MINVALUE").collect(Collectors.joining(", "));
        for (Partitioning.Part part : partitioning.parts()) {
            Optional<String> to = bounds(key, part.description());
            if (to.isEmpty()) {
                return Optional.empty();
            }
            // Between two bounds outside of the type there is nothing.
            if (!from.equals(to.get())) {
                parts.add(new PartitionPlan.Part(
                        name(part.name()), "FOR VALUES FROM (" + from + ") TO (" + to.get() + ")"));
            }
            from = to.get();
        }
        return Optional.of(new PartitionPlan("RANGE (" + names(key.columns()) + ")", withDefault(key, parts)));
    }

    /** MariaDB puts NULL below everything else; PostgreSQL's ranges have no place for it but the default. */
    private List<PartitionPlan.Part> withDefault(Key key, List<PartitionPlan.Part> parts) {
        if (key.columns().stream().anyMatch(column -> column.nullable() || changes(column))) {
            parts.add(new PartitionPlan.Part(name("null"), "DEFAULT"));
        }
        return parts;
    }

    private Optional<String> bounds(Key key, String description) {
        List<String> values = new ArrayList<>();
        String[] parts = description.split(",", -1);
        if (parts.length != key.columns().size()) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.length; i++) {
            if (values.contains("MAXVALUE")) {
                values.add("MAXVALUE"); // PostgreSQL wants nothing else behind it
                continue;
            }
            Optional<String> value = key.function().isEmpty()
                    ? literal(key.columns().get(i), parts[i].strip())
                    : inverse(key.columns().get(0), key.function(), parts[i].strip());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(String.join(", ", values));
    }

    private static Optional<String> literal(ColumnPlan column, String text) {
        if (text.equalsIgnoreCase("MAXVALUE")) {
            return Optional.of("MAXVALUE");
        }
        if (column.type().isInteger()) {
            return NUMBER.matcher(text).matches()
                    ? Optional.of(integer(column, new BigInteger(text)))
                    : Optional.empty();
        }
        // A TIMESTAMP bound is a moment in the time zone of whoever wrote it.
        boolean date = column.type().kind() == PgType.Kind.DATE || column.type().kind() == PgType.Kind.TIMESTAMP;
        return date && DATE.matcher(text).matches() && onCalendar(text) ? Optional.of(text) : Optional.empty();
    }

    /** information_schema prints bounds of unsigned columns as if they were signed. */
    private static String integer(ColumnPlan column, BigInteger bound) {
        boolean unsigned = column.source().type() instanceof MariaDbType.IntegerType type && type.unsigned();
        BigInteger value = unsigned && bound.signum() < 0 ? bound.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : bound;
        int bits = column.type().kind() == PgType.Kind.SMALLINT
                ? Short.SIZE
                : column.type().kind() == PgType.Kind.INTEGER ? Integer.SIZE : Long.SIZE;
        if (value.bitLength() < bits) {
            return value.toString();
        }
        return value.signum() < 0 ? "MINVALUE" : "MAXVALUE";
    }

    private static boolean onCalendar(String quoted) {
        try {
            return LocalDate.parse(quoted.substring(1, 11)).getYear() > 0;
        } catch (DateTimeException e) {
            // 0000-00-00 and its kin: the table becomes one piece.
            return false;
        }
    }

    /** The first date of which the function reaches the bound. */
    private static Optional<String> inverse(ColumnPlan column, String function, String bound) {
        if (bound.equalsIgnoreCase("MAXVALUE")) {
            return Optional.of("MAXVALUE");
        }
        if (!NUMBER.matcher(bound).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(bound);
        boolean moment = column.type().kind() == PgType.Kind.TIMESTAMPTZ;
        if (function.equals("unix_timestamp")) {
            return moment ? Optional.of("'" + Instant.ofEpochSecond(number) + "'") : Optional.empty();
        }
        if (moment) {
            return Optional.empty();
        }
        LocalDate first = switch (function) {
            case "year" -> number >= 1 && number <= 9999 ? LocalDate.of((int) number, 1, 1) : LocalDate.MIN;
            case "to_days" -> LocalDate.ofEpochDay(number - DAYS_TO_EPOCH);
            default ->
                number % SECONDS_PER_DAY == 0
                        ? LocalDate.ofEpochDay(number / SECONDS_PER_DAY - DAYS_TO_EPOCH)
                        : LocalDate.MIN;
        };
        return first.getYear() >= 1 && first.getYear() <= 9999 ? Optional.of("'" + first + "'") : Optional.empty();
    }

    private Optional<PartitionPlan> list(Partitioning partitioning, Key key) {
        List<PartitionPlan.Part> parts = new ArrayList<>();
        for (Partitioning.Part part : partitioning.parts()) {
            if (part.description().equalsIgnoreCase("DEFAULT")) {
                parts.add(new PartitionPlan.Part(name(part.name()), "DEFAULT"));
                continue;
            }
            List<String> values = new ArrayList<>();
            for (String text : part.description().split(",", -1)) {
                Optional<String> value = text.strip().equalsIgnoreCase("NULL")
                        ? Optional.of("NULL")
                        : literal(key.columns().get(0), text.strip());
                if (value.isEmpty()
                        || value.get().equals("MAXVALUE")
                        || value.get().equals("MINVALUE")) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            parts.add(new PartitionPlan.Part(name(part.name()), "FOR VALUES IN (" + String.join(", ", values) + ")"));
        }
        boolean open = parts.stream().anyMatch(part -> part.bounds().equals("DEFAULT"));
        if (!open && changes(key.columns().get(0))) {
            parts.add(new PartitionPlan.Part(name("null"), "DEFAULT"));
        }
        return Optional.of(new PartitionPlan("LIST (" + names(key.columns()) + ")", parts));
    }

    /** Whether a policy may put a value in that no partition of the source has. */
    private static boolean changes(ColumnPlan column) {
        return column.policies().values().stream().anyMatch(Policy::changesValues);
    }

    /** As many parts over the same columns; which part a row is in is nobody's business. */
    private Optional<PartitionPlan> hash(Partitioning partitioning) {
        String expression = partitioning.expression().isBlank()
                ? table.primaryKey().stream().map(Identifiers::mariaDb).collect(Collectors.joining(","))
                : partitioning.expression();
        Optional<Key> key = key(expression).filter(found -> found.function().isEmpty());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        int count = partitioning.parts().size();
        List<PartitionPlan.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new PartitionPlan.Part(
                    name(partitioning.parts().get(i).name()),
                    "FOR VALUES WITH (MODULUS " + count + ", REMAINDER " + i + ")"));
        }
        return Optional.of(new PartitionPlan("HASH (" + names(key.get().columns()) + ")", parts));
    }

    private String name(String partition) {
        return relations.claim(NameMapper.shorten(targetTable + "_" + NameMapper.map(partition)));
    }

    private static String names(List<ColumnPlan> columns) {
        return columns.stream()
                .map(column -> Identifiers.postgres(column.name()))
                .collect(Collectors.joining(", "));
    }
}
