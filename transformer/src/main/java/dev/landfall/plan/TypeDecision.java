package dev.landfall.plan;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.TypeMapper;
import dev.landfall.profile.Trait;
import dev.landfall.profile.TraitConditions;
import dev.landfall.profile.TraitCount;
import dev.landfall.rules.TypeChoice;
import dev.landfall.target.PgType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The target type of the columns of one table, where the declaration alone does not settle it: by the data and by the user. */
final class TypeDecision {
    private final PlanBasis basis;
    private final SourceTable table;
    private final UnsignedFamilies families;
    private final KeyColumns keys;
    private final Findings findings;

    TypeDecision(PlanBasis basis, SourceTable table, UnsignedFamilies families, KeyColumns keys, Findings findings) {
        this.basis = basis;
        this.table = table;
        this.families = families;
        this.keys = keys;
        this.findings = findings;
    }

    /** Empty where there is no type for it. */
    Optional<PgType> of(SourceColumn column, String where) {
        Optional<TypeChoice> choice = basis.rules().type(table.name().name(), column.name());
        choice.ifPresent(asked -> requirePossible(column, asked, where));
        if (TraitConditions.isBooleanLike(column.type())) {
            return Optional.of(booleanOr(column, choice, where));
        }
        if (UnsignedFamilies.isUnsignedBigint(column)) {
            return Optional.of(unsigned(column, where));
        }
        if (column.type() instanceof MariaDbType.BitType bit) {
            return Optional.of(
                    choice.filter(TypeChoice.BOOLEAN::equals).isPresent() && bit.length() == 1
                            ? PgType.BOOLEAN
                            : PgType.bit(bit.length()));
        }
        if (column.type() instanceof MariaDbType.JsonType) {
            return Optional.of(json(column, choice, where));
        }
        if (column.type() instanceof MariaDbType.GeometryType geometry) {
            return Optional.of(geometry(geometry, column, choice, where));
        }
        return TypeMapper.map(column.type());
    }

    private void requirePossible(SourceColumn column, TypeChoice asked, String where) {
        Set<TypeChoice> possible = possible(column);
        if (!possible.contains(asked)) {
            findings.blocker(
                    "RULE-001",
                    where,
                    column.declaration() + " cannot become " + asked.text() + ", which the configuration asks for"
                            + (possible.isEmpty() ? "" : "; possible are " + names(possible)),
                    "Correct the column's type under mapping.columns.");
        }
    }

    private Set<TypeChoice> possible(SourceColumn column) {
        if (TraitConditions.isBooleanLike(column.type())) {
            return Set.of(TypeChoice.BOOLEAN, TypeChoice.SMALLINT);
        }
        if (UnsignedFamilies.isUnsignedBigint(column)) {
            return Set.of(TypeChoice.BIGINT, TypeChoice.NUMERIC);
        }
        if (column.type() instanceof MariaDbType.BitType bit) {
            return bit.length() == 1 ? Set.of(TypeChoice.BIT, TypeChoice.BOOLEAN) : Set.of(TypeChoice.BIT);
        }
        if (column.type() instanceof MariaDbType.JsonType) {
            return Set.of(TypeChoice.JSONB, TypeChoice.JSON, TypeChoice.TEXT);
        }
        if (column.type() instanceof MariaDbType.GeometryType) {
            return basis.features().postgis() == null
                    ? Set.of(TypeChoice.BYTEA)
                    : Set.of(TypeChoice.GEOMETRY, TypeChoice.BYTEA);
        }
        return Set.of();
    }

    private static String names(Set<TypeChoice> choices) {
        return String.join(", ", choices.stream().map(TypeChoice::text).sorted().toList());
    }

    private PgType booleanOr(SourceColumn column, Optional<TypeChoice> choice, String where) {
        if (choice.isPresent()) {
            return choice.get() == TypeChoice.BOOLEAN ? PgType.BOOLEAN : PgType.SMALLINT;
        }
        boolean key = keys.contain(table.name(), column.name()) || column.autoIncrement() || column.isGenerated();
        if (key || !defaultFits(column.defaultValue())) {
            return PgType.SMALLINT;
        }
        Optional<TraitCount> others = basis.profile().find(table.name(), column.name(), Trait.NOT_BOOLEAN);
        others.ifPresent(count -> findings.info(
                "TYPE-109",
                where,
                "becomes smallint, not boolean: " + Samples.rows(count) + " other values than 0 and 1"
                        + Samples.keys(count)));
        return basis.profile().free(table.name(), column.name(), Trait.NOT_BOOLEAN) ? PgType.BOOLEAN : PgType.SMALLINT;
    }

    private static boolean defaultFits(ColumnDefault value) {
        return !(value instanceof ColumnDefault.Literal literal)
                || literal.text().equals("0")
                || literal.text().equals("1");
    }

    private PgType unsigned(SourceColumn column, String where) {
        if (!families.isBigint(table.name(), column)) {
            if (column.autoIncrement()) {
                findings.blocker(
                        "RULE-001",
                        where,
                        "an AUTO_INCREMENT column cannot become numeric, which the configuration asks for: only integers can be"
                                + " identities in PostgreSQL",
                        "Correct the column's type under mapping.columns.");
            }
            return PgType.numeric(20, 0);
        }
        findings.info(
                "TYPE-101",
                where,
                "BIGINT UNSIGNED becomes bigint; a value above 2^63-1 would be "
                        + "dealt with by the policy outOfRange (stop, unless set otherwise)");
        return PgType.BIGINT;
    }

    private PgType json(SourceColumn column, Optional<TypeChoice> choice, String where) {
        if (choice.isPresent()) {
            return switch (choice.get()) {
                case JSONB -> PgType.JSONB;
                case TEXT -> PgType.TEXT;
                default -> PgType.JSON;
            };
        }
        Optional<TraitCount> invalid = basis.profile().find(table.name(), column.name(), Trait.NOT_JSON);
        if (invalid.isPresent()) {
            findings.warning(
                    "TYPE-110",
                    where,
                    "becomes text, not jsonb: " + Samples.rows(invalid.get()) + " JSON that only MariaDB takes for JSON"
                            + Samples.keys(invalid.get()),
                    "Correct these documents on the source, or ask for jsonb with a policy for unfitJson.");
            return PgType.TEXT;
        }
        for (Trait trait : List.of(Trait.NOT_JSONB, Trait.JSON_REPEATED_KEY)) {
            Optional<TraitCount> unfit = basis.profile().find(table.name(), column.name(), trait);
            if (unfit.isPresent()) {
                findings.warning(
                        "TYPE-111",
                        where,
                        "becomes json, not jsonb: " + Samples.rows(unfit.get()) + " "
                                + (trait == Trait.NOT_JSONB
                                        ? "\\u0000, half a surrogate pair or a number beyond numeric"
                                        : "a key twice in one object")
                                + ", which jsonb does not keep" + Samples.keys(unfit.get()),
                        "Correct these documents on the source, or ask for jsonb with a policy for unfitJson.");
                return PgType.JSON;
            }
        }
        boolean known = basis.profile()
                .table(table.name())
                .map(profile -> profile.saw(column.name()))
                .orElse(false);
        if (!known) {
            return PgType.JSON;
        }
        findings.info(
                "TYPE-105",
                where,
                "JSON becomes jsonb: same documents; spaces, the order of keys and the spelling of numbers are not kept");
        return PgType.JSONB;
    }

    private PgType geometry(
            MariaDbType.GeometryType geometry, SourceColumn column, Optional<TypeChoice> choice, String where) {
        String postgis = basis.features().postgis();
        if (postgis != null && choice.filter(TypeChoice.BYTEA::equals).isEmpty()) {
            return PgType.geometry(postgis, subtype(geometry));
        }
        findings.warning(
                "TYPE-106",
                where,
                column.declaration() + " becomes bytea: the SRID in 4 bytes (little-endian), then WKB",
                postgis == null
                        ? "Install PostGIS on the target (CREATE EXTENSION postgis) for a geometry column."
                        : "Take the column's type out of mapping.columns for a geometry column.");
        return PgType.BYTEA;
    }

    private static String subtype(MariaDbType.GeometryType geometry) {
        return switch (geometry.subtype().toLowerCase(Locale.ROOT)) {
            case "point" -> "Point";
            case "linestring" -> "LineString";
            case "polygon" -> "Polygon";
            case "multipoint" -> "MultiPoint";
            case "multilinestring" -> "MultiLineString";
            case "multipolygon" -> "MultiPolygon";
            case "geometrycollection" -> "GeometryCollection";
            default -> "";
        };
    }
}
