package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.profile.JsonShape;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import dev.landfall.transform.FittedJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON columns of a table that are compared here instead of by the servers: what {@code jsonb} keeps is a document and
 * not its text, and no function of MariaDB gives the one text that all spellings of a document share. Immutable.
 */
final class Documents {
    private final List<ColumnPlan> columns;
    private final List<Integer> positions;

    private Documents(List<ColumnPlan> columns, List<Integer> positions) {
        this.columns = columns;
        this.positions = positions;
    }

    static Documents of(TablePlan table) {
        List<Integer> positions = IntStream.range(0, table.columns().size())
                .filter(i -> comparedHere(table.columns().get(i)))
                .boxed()
                .toList();
        return new Documents(positions.stream().map(table.columns()::get).toList(), positions);
    }

    private static boolean comparedHere(ColumnPlan column) {
        return column.type().kind() == PgType.Kind.JSONB
                || column.type().kind() == PgType.Kind.JSON
                        && column.policy(Loss.UNFIT_JSON).kind() != Policy.Kind.STOP;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    boolean contains(int position) {
        return positions.contains(position);
    }

    List<Integer> positions() {
        return positions;
    }

    /** The documents' texts as one server gives them. */
    List<String> texts(Side side) {
        return columns.stream()
                .map(column -> side == Side.SOURCE
                        ? "CONVERT(" + Identifiers.mariaDb(column.source().name()) + " USING utf8mb4)"
                        : Identifiers.postgres(column.name()) + "::text")
                .toList();
    }

    /**
     * Completes the digest of a row.
     *
     * @param rest digest of the row's other columns
     * @param first position of the first document in the result, from 1; the others follow
     * @return empty for a row that a policy sets aside, so that the target must not have it
     */
    Optional<String> digest(Side side, String rest, ResultSet row, int first) throws SQLException {
        if (columns.isEmpty()) {
            return Optional.of(rest);
        }
        StringBuilder all = new StringBuilder(rest);
        for (int i = 0; i < columns.size(); i++) {
            String text = row.getString(first + i);
            if (side == Side.SOURCE && text != null && rejected(columns.get(i), text)) {
                return Optional.empty();
            }
            String canonical = canonical(side, columns.get(i), text);
            all.append('|').append(canonical.length()).append(':').append(canonical);
        }
        return Optional.of(md5(all.toString()));
    }

    /** As it is compared; empty for NULL. */
    String canonical(Side side, int position, @Nullable String text) {
        return canonical(side, columns.get(positions.indexOf(position)), text);
    }

    private static String canonical(Side side, ColumnPlan column, @Nullable String text) {
        String expected = side == Side.SOURCE && text != null ? byPolicy(column, text) : text;
        if (expected == null) {
            return "";
        }
        // An empty text is no JSON either, and no NULL.
        return column.type().kind() == PgType.Kind.JSONB || expected.isEmpty()
                ? JsonValue.canonical(expected)
                : expected;
    }

    private static boolean rejected(ColumnPlan column, String text) {
        return column.policy(Loss.UNFIT_JSON).kind() == Policy.Kind.REJECT && !fits(column, text);
    }

    private static boolean fits(ColumnPlan column, String text) {
        JsonShape shape = JsonShape.of(text);
        return shape == JsonShape.JSONB
                || shape != JsonShape.INVALID && column.type().kind() == PgType.Kind.JSON;
    }

    /** What the target must have in the place of a document that does not fit. */
    private static @Nullable String byPolicy(ColumnPlan column, String text) {
        if (fits(column, text)) {
            return text;
        }
        Policy policy = column.policy(Loss.UNFIT_JSON);
        return switch (policy.kind()) {
            case NULL -> null;
            case SENTINEL -> policy.sentinel();
            case REPLACE -> FittedJson.of(text, column.type());
            case STOP, REJECT -> text;
        };
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
