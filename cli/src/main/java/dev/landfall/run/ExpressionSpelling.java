package dev.landfall.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an expression, as PostgreSQL spells it, without what depends on how its columns came by their types: casts, and
 * parentheses around one name, one value, other parentheses or a part of a chain of ANDs or ORs. Pure.
 */
final class ExpressionSpelling {
    /** Texts and quoted names are whole; a cast is its type as it follows {@code ::}. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<cast>::(\"[^\"]+\"|[a-z_][a-z0-9_. ]*)(\\([0-9, -]+\\))?( with(out)? time zone)?(\\[])*)"
                    + "|(?<word>[eE]?'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\w.$]+)|(?<sign>\\S)");

    private static final Pattern WORD = Pattern.compile("[\\w.$\"].*");
    private static final Set<String> CONNECTORS = Set.of("AND", "OR");
    /** That may stand in front of a value in parentheses, and are no functions. */
    private static final Set<String> KEYWORDS = Set.of(
            "AND", "OR", "NOT", "CASE", "WHEN", "THEN", "ELSE", "FROM", "SELECT", "WHERE", "ON", "IS", "LIKE", "BY",
            "AS");

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
        Deque<Pair> open = new ArrayDeque<>();
        Pair inner = null;
        for (int at = 0; at < tokens.size(); at++) {
            String token = tokens.get(at);
            if (token.equals("(")) {
                open.push(new Pair(at));
            } else if (CONNECTORS.contains(token) && !open.isEmpty()) {
                open.element().connectors.add(token);
            } else if (token.equals(")") && !open.isEmpty()) {
                Pair pair = open.pop();
                pair.to = at;
                if (pair.isAround(inner) || pair.isAroundOne(tokens) || pair.isOfTheSameChain(tokens)) {
                    tokens.remove(pair.to);
                    tokens.remove(pair.from);
                    return;
                }
                inner = pair;
            }
        }
    }

    /** A pair of parentheses. */
    private static final class Pair {
        private final int from;
        private final Set<String> connectors = new HashSet<>();
        private int to;

        private Pair(int from) {
            this.from = from;
        }

        private boolean isAround(@Nullable Pair inner) {
            return inner != null && from + 1 == inner.from && inner.to + 1 == to;
        }

        private boolean isAroundOne(List<String> tokens) {
            String before = from == 0 ? "" : tokens.get(from - 1);
            boolean call = WORD.matcher(before).matches() && !KEYWORDS.contains(before);
            return from + 2 == to && !call;
        }

        /** Of ANDs between ANDs: what was a BETWEEN, or was made anew from a text, is in another depth. */
        private boolean isOfTheSameChain(List<String> tokens) {
            String before = from == 0 ? "(" : tokens.get(from - 1);
            String behind = to + 1 == tokens.size() ? ")" : tokens.get(to + 1);
            return connectors.size() == 1
                    && (before.equals("(") || connectors.contains(before))
                    && (behind.equals(")") || connectors.contains(behind))
                    && (connectors.contains(before) || connectors.contains(behind));
        }
    }
}
