package dev.landfall.verify;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * @param declaration MariaDB's
 * @param edges literals, near misses among them
 * @param random gives a literal
 */
record TypeCase(String declaration, List<String> edges, Function<Random, String> random) {
    /** How many different values the source holds, by their bytes: several literals can mean the same value. */
    int distinct(MigratedDatabase database, int rows) throws SQLException {
        String count = database.source.value("SELECT COUNT(DISTINCT " + bytes() + ") + MAX(v IS NULL) FROM t");
        return Integer.parseInt(String.valueOf(count));
    }

    private String bytes() {
        return declaration.startsWith("float") || declaration.startsWith("double")
                ? "HEX(POINT(v * 1e0, 0))"
                : "BINARY v";
    }

    @Override
    public String toString() {
        return declaration;
    }
}
