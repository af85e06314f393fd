package dev.landfall.verify;

import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.TypeChoice;
import dev.landfall.target.PgType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * @param declaration MariaDB's
 * @param choice the type that the user asks for; null where the declaration settles it
 * @param edges literals, near misses among them
 * @param random gives a literal
 */
record TypeCase(String declaration, @Nullable TypeChoice choice, List<String> edges, Function<Random, String> random) {
    /** The declaration alone settles the type. */
    TypeCase(String declaration, List<String> edges, Function<Random, String> random) {
        this(declaration, null, edges, random);
    }

    TypeCase as(TypeChoice chosen) {
        return new TypeCase(declaration, chosen, edges, random);
    }

    /** For columns {@code v} of a table. */
    static MappingRules rules(List<ColumnRule> rules) {
        return new MappingRules(Map.of(), rules, true, List.of(), List.of(), List.of());
    }

    MappingRules rules() {
        return rules(rule("*").map(List::of).orElse(List.of()));
    }

    /** @param table whose column {@code v} is of this type */
    Optional<ColumnRule> rule(String table) {
        return choice == null ? Optional.empty() : Optional.of(new ColumnRule(table + ".v", choice, Map.of()));
    }

    /** How many different values there are, by their bytes: several literals can mean the same value. */
    int distinct(MigratedDatabase database) throws SQLException {
        boolean documents = database.table("t").columns().get(1).type().kind() == PgType.Kind.JSONB;
        String count = documents
                ? database.target.value("SELECT count(DISTINCT v) + max((v IS NULL)::integer) FROM shop.t")
                : database.source.value("SELECT COUNT(DISTINCT " + bytes() + ") + MAX(v IS NULL) FROM t");
        return Integer.parseInt(String.valueOf(count));
    }

    private String bytes() {
        return declaration.startsWith("float") || declaration.startsWith("double")
                ? "HEX(POINT(v * 1e0, 0))"
                : "BINARY v";
    }

    @Override
    public String toString() {
        return choice == null ? declaration : declaration + " as " + choice.text();
    }
}
