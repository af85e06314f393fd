package dev.landfall.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Foreign keys from {@code SHOW CREATE TABLE}. {@code information_schema.REFERENTIAL_CONSTRAINTS} shows none of them to a user
 * who has only SELECT (MariaDB 10.6 to 11.8: it wants a privilege other than SELECT on the table), and a foreign key that is
 * overlooked is a cascade that is lost: InnoDB's cascades are not in the binary log.
 */
final class ForeignKeyParser {
    private static final String NAME = "`((?:[^`]|``)+)`";
    private static final String NAMES = "\\(((?:`(?:[^`]|``)+`(?:, ?)?)+)\\)";
    private static final String ACTION = "(RESTRICT|CASCADE|SET NULL|SET DEFAULT|NO ACTION)";

    /** MariaDB 11.4 prints a backtick within a key's own name once, 10.11 twice; both are read as one. */
    private static final String KEY_NAME = "`(.+?)`";

    /**
     * One key per line; a line break within a comment or a literal is printed as {@code \n}. Wider than {@link #KEY}, so that a
     * key that is not understood is noticed.
     */
    private static final Pattern ANY_KEY =
            Pattern.compile("(?m)^  CONSTRAINT (?!`.*` CHECK \\()" + KEY_NAME + " FOREIGN KEY .*$");

    private static final Pattern KEY =
            Pattern.compile("  CONSTRAINT " + KEY_NAME + " FOREIGN KEY " + NAMES + " REFERENCES (?:" + NAME + "\\.)?"
                    + NAME + " " + NAMES + "(?: ON DELETE " + ACTION + ")?(?: ON UPDATE " + ACTION + ")?,?");

    private static final Pattern ONE_NAME = Pattern.compile(NAME);

    private ForeignKeyParser() {}

    /**
     * @param createTable what {@code SHOW CREATE TABLE} prints with {@code sql_quote_show_create} on and without ANSI_QUOTES
     * @throws IllegalArgumentException for a foreign key that is not understood
     */
    static List<ForeignKey> parse(TableName child, String createTable) {
        List<ForeignKey> keys = new ArrayList<>();
        Matcher line = ANY_KEY.matcher(createTable);
        while (line.find()) {
            Matcher key = KEY.matcher(line.group());
            if (!key.matches()) {
                throw new IllegalArgumentException("foreign key of " + child + " not understood: "
                        + line.group().strip());
            }
            String parentDatabase = key.group(3) == null ? child.database() : unquoted(key.group(3));
            keys.add(new ForeignKey(
                    unquoted(key.group(1)),
                    child,
                    names(key.group(2)),
                    new TableName(parentDatabase, unquoted(key.group(4))),
                    names(key.group(5)),
                    action(key.group(6)),
                    action(key.group(7))));
        }
        return keys;
    }

    private static List<String> names(String list) {
        return ONE_NAME.matcher(list)
                .results()
                .map(name -> unquoted(name.group(1)))
                .toList();
    }

    private static String unquoted(String name) {
        return name.replace("``", "`");
    }

    /** What InnoDB does when nothing is said is RESTRICT, and it prints nothing for it. */
    private static ForeignKey.Action action(@Nullable String words) {
        return words == null
                ? ForeignKey.Action.RESTRICT
                : ForeignKey.Action.valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT));
    }
}
