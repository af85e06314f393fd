package dev.landfall.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is left of an expression, as PostgreSQL spells it, without what depends on how its columns came by their types: casts, and
 * parentheses around one name, one value or other parentheses. Pure.
 */
final class ExpressionSpelling {
    /** Texts and quoted names are whole; a cast is its type as it follows {@code ::}. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<cast>::(\"[^\"]+\"|[a-z_][a-z0-9_. ]*)(\\([0-9, -]+\\))?( with(out)? time zone)?(\\[])*)"
                    + "|(?<word>[eE]?'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\w.$]+)|(?<sign>\\S)");

    private ExpressionSpelling() {}

    static boolean same(String one, String other) {
        return one.equals(other) || tokens(one).equals(tokens(other));
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            if (matcher.group("cast") == null) {
                tokens.add(matcher.group());
            }
        }
        int size;
        do {
            size = tokens.size();
            removeRedundant(tokens);
        } while (tokens.size() < size);
        return tokens;
    }

    /** The first pair of parentheses that says nothing. Those of a call stay. */
    private static void removeRedundant(List<String> tokens) {
        Deque<Integer> open = new ArrayDeque<>();
        int innerOpen = -1;
        int innerClose = -1;
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).equals("(")) {
                open.push(at);
            } else if (tokens.get(at).equals(")") && !open.isEmpty()) {
                int from = open.pop();
                boolean doubled = from + 1 == innerOpen && innerClose + 1 == at;
                boolean single = from + 2 == at && !(from > 0 && isWord(tokens.get(from - 1)));
                if (doubled || single) {
                    tokens.remove(at);
                    tokens.remove(from);
                    return;
                }
                innerOpen = from;
                innerClose = at;
            }
        }
    }

    private static boolean isWord(String token) {
        return token.matches("[\\w.$\"].*");
    }
}
