package dev.landfall.run;

import java.util.List;
import java.util.stream.Collectors;

/** One way in which the target schema is not the planned one. @param where table or table.column on the target */
public record SchemaDifference(String where, String expected, String seen) {
    private static final int SHOWN = 3;

    /** The first of them in one line, for people. */
    public static String shown(List<SchemaDifference> differences) {
        String first = differences.stream()
                .limit(SHOWN)
                .map(each -> each.where() + ": " + each.expected() + " is " + each.seen())
                .collect(Collectors.joining("; "));
        return differences.size() <= SHOWN ? first : first + "; and " + (differences.size() - SHOWN) + " more";
    }
}
