package dev.landfall.mapping;

import dev.landfall.sql.Identifiers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.impl.ParserException;

/**
 * MariaDB expressions that mean exactly the same in PostgreSQL: arithmetic and comparisons of exact numbers. Anything
 * else (text comparison depends on the collation, division and functions on the server) is left untranslated.
 */
public final class ExpressionTranslator {
    private static final Pattern TOKEN = Pattern.compile(
            "`(?<name>(?:[^`]|``)+)`|(?<number>\\d+(?:\\.\\d+)?)|(?<word>[A-Za-z_]+)|(?<operator><=>|<>|<=|>=|!=|[-+*()=<>,])|\\s+");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "between", "is", "null", "in");
    private static final Set<String> UNSAFE_OPERATORS = Set.of("<=>");

    private ExpressionTranslator() {}

    /**
     * @param exactNumber gives the target name of a column that holds exact numbers, empty for every other column
     * @param condition whether the expression is a truth value (a CHECK) rather than a number
     */
    public static Optional<String> translate(
            String sql, Function<String, Optional<String>> exactNumber, boolean condition) {
        return inTargetNames(sql, exactNumber).flatMap(text -> parse(text, condition));
    }

    private static Optional<String> inTargetNames(String sql, Function<String, Optional<String>> exactNumber) {
        StringBuilder out = new StringBuilder();
        Matcher token = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            if (!token.find(at) || token.start() != at) {
                return Optional.empty();
            }
            if (token.group("name") != null) {
                Optional<String> target = exactNumber.apply(token.group("name").replace("``", "`"));
                if (target.isEmpty()) {
                    return Optional.empty();
                }
                // As numeric, so that no intermediate result overflows where MariaDB's does not.
                out.append("cast(").append(Identifiers.postgres(target.get())).append(" as decimal)");
            } else if (isUnsafe(token)) {
                return Optional.empty();
            } else {
                out.append(token.group());
            }
            at = token.end();
        }
        return Optional.of(out.toString());
    }

    private static boolean isUnsafe(Matcher token) {
        String word = token.group("word");
        String operator = token.group("operator");
        return word != null && !WORDS.contains(word.toLowerCase(Locale.ROOT))
                || operator != null && UNSAFE_OPERATORS.contains(operator);
    }

    private static Optional<String> parse(String text, boolean condition) {
        DSLContext dsl = Jooq.postgres(false);
        try {
            QueryPart part =
                    condition ? dsl.parser().parseCondition(text) : dsl.parser().parseField(text);
            return Optional.of(dsl.renderInlined(part));
        } catch (ParserException e) {
            // Not in the common subset after all: the caller reports the expression as not carried over.
            return Optional.empty();
        }
    }
}
