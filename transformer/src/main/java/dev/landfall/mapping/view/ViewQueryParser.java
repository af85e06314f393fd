package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ViewToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads queries in the form that MariaDB gives a view's definition. */
final class ViewQueryParser {
    /** They tell the server how to work, not what to give. */
    private static final Set<String> HINTS = Set.of(
            "straight_join",
            "sql_no_cache",
            "sql_cache",
            "high_priority",
            "sql_small_result",
            "sql_big_result",
            "sql_buffer_result");

    private static final Set<String> AFTER_TABLE = Set.of(
            "join",
            "left",
            "straight_join",
            "on",
            "where",
            "group",
            "having",
            "order",
            "limit",
            "union",
            "except",
            "intersect",
            "force",
            "use",
            "ignore");

    private static final Set<String> QUERY_WORDS =
            Set.of("select", "with", "union", "except", "intersect", "order", "limit");

    private final ViewTokens tokens;
    private final ViewExpressionParser expressions;

    ViewQueryParser(ViewTokens tokens) {
        this.tokens = tokens;
        this.expressions = new ViewExpressionParser(tokens, this);
    }

    static ViewQuery parse(String sql) {
        ViewTokens tokens = new ViewTokens(ViewLexer.tokens(sql));
        ViewQuery query = new ViewQueryParser(tokens).query();
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected();
        }
        return query;
    }

    /** Whether a query comes next, perhaps in parentheses. */
    boolean queryAhead() {
        int ahead = 0;
        while (tokens.peek(ahead).isSymbol("(")) {
            ahead++;
        }
        return tokens.peek(ahead).isWord("select")
                || tokens.peek(ahead).isWord("with")
                || tokens.peek(ahead).isWord("values");
    }

    ViewQuery query() {
        boolean recursive = false;
        List<ViewQuery.CommonTable> with = new ArrayList<>();
        if (tokens.take("with")) {
            recursive = tokens.take("recursive");
            do {
                with.add(commonTable());
            } while (tokens.takeSymbol(","));
        }
        ViewQuery.Body body = setOperations();
        List<ViewQuery.Order> order = expressions.orderBy();
        String limit = null;
        String offset = null;
        if (tokens.take("limit")) {
            limit = rows();
            if (tokens.takeSymbol(",")) {
                offset = limit;
                limit = rows();
            }
        }
        return new ViewQuery(recursive, with, body, order, limit, offset);
    }

    private ViewQuery.CommonTable commonTable() {
        String name = tokens.name();
        List<String> columns = new ArrayList<>();
        if (tokens.takeSymbol("(")) {
            do {
                columns.add(tokens.name());
            } while (tokens.takeSymbol(","));
            tokens.expectSymbol(")");
        }
        tokens.expect("as");
        return new ViewQuery.CommonTable(name, columns, parenthesised());
    }

    ViewQuery parenthesised() {
        tokens.expectSymbol("(");
        ViewQuery query = query();
        tokens.expectSymbol(")");
        return query;
    }

    private String rows() {
        if (tokens.peek().kind() != Kind.NUMBER) {
            throw tokens.unexpected();
        }
        return tokens.next().text();
    }

    private ViewQuery.Body setOperations() {
        ViewQuery.Body left = intersections();
        while (true) {
            String operator = operator("union", "except");
            if (operator == null) {
                return left;
            }
            left = new ViewQuery.SetOperation(left, operator, intersections());
        }
    }

    private ViewQuery.Body intersections() {
        ViewQuery.Body left = part();
        while (true) {
            String operator = operator("intersect");
            if (operator == null) {
                return left;
            }
            left = new ViewQuery.SetOperation(left, operator, part());
        }
    }

    private @Nullable String operator(String... words) {
        for (String word : words) {
            if (tokens.take(word)) {
                return tokens.take("all") ? word + " all" : word;
            }
        }
        return null;
    }

    private ViewQuery.Body part() {
        return tokens.peek().isSymbol("(") ? new ViewQuery.Nested(parenthesised()) : select();
    }

    private ViewQuery.Select select() {
        tokens.expect("select");
        boolean distinct = false;
        while (tokens.peek().kind() == Kind.WORD) {
            if (tokens.take("distinct")) {
                distinct = true;
            } else if (HINTS.contains(tokens.peek().text().toLowerCase(Locale.ROOT))) {
                tokens.next();
            } else {
                break;
            }
        }
        List<ViewQuery.Item> items = new ArrayList<>();
        do {
            items.add(item());
        } while (tokens.takeSymbol(","));
        ViewQuery.From from = tokens.take("from") && !tokens.take("dual") ? from() : null;
        ViewExpression where = tokens.take("where") ? expressions.expression() : null;
        List<ViewExpression> groupBy = new ArrayList<>();
        if (tokens.take("group", "by")) {
            groupBy.addAll(expressions.list());
        }
        boolean rollup = tokens.take("with", "rollup");
        ViewExpression having = tokens.take("having") ? expressions.expression() : null;
        return new ViewQuery.Select(distinct, items, from, where, groupBy, rollup, having);
    }

    private ViewQuery.Item item() {
        ViewExpression expression = expressions.expression();
        return new ViewQuery.Item(expression, tokens.take("as") ? tokens.name() : null);
    }

    private ViewQuery.From from() {
        ViewQuery.From left = source();
        while (true) {
            boolean outer = tokens.take("left", "join");
            if (!outer && !tokens.take("join") && !tokens.take("straight_join")) {
                return left;
            }
            ViewQuery.From right = source();
            left = new ViewQuery.Join(left, outer, right, tokens.take("on") ? expressions.expression() : null);
        }
    }

    private ViewQuery.From source() {
        if (tokens.peek().isSymbol("(")) {
            return queryAhead() ? derivedOrJoin() : join();
        }
        String name = tokens.name();
        String database = null;
        if (tokens.takeSymbol(".")) {
            database = name;
            name = tokens.name();
        }
        String alias = alias();
        skipIndexHints();
        return new ViewQuery.Table(database, name, alias);
    }

    /** A parenthesis may open a derived table or a join whose first table is derived: what stands inside it tells. */
    private ViewQuery.From derivedOrJoin() {
        int depth = 0;
        for (int ahead = 0; ; ahead++) {
            ViewToken token = tokens.peek(ahead);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                return derived();
            }
            if (depth == 1 && !token.isSymbol("(") && !token.isSymbol(")")) {
                return QUERY_WORDS.contains(token.text().toLowerCase(Locale.ROOT)) ? derived() : join();
            }
            if (token.kind() == Kind.END) {
                throw tokens.unexpected();
            }
        }
    }

    private ViewQuery.From derived() {
        ViewQuery query = parenthesised();
        String alias = alias();
        if (alias == null) {
            throw tokens.unexpected();
        }
        return new ViewQuery.Derived(query, alias);
    }

    private ViewQuery.From join() {
        tokens.expectSymbol("(");
        ViewQuery.From from = from();
        tokens.expectSymbol(")");
        return from;
    }

    private @Nullable String alias() {
        ViewToken token = tokens.peek();
        boolean bare =
                token.kind() == Kind.WORD && !AFTER_TABLE.contains(token.text().toLowerCase(Locale.ROOT));
        if (bare && !tokens.take("as")) {
            throw tokens.unexpected();
        }
        return tokens.peek().kind() == Kind.QUOTED_NAME ? tokens.next().text() : null;
    }

    private void skipIndexHints() {
        while (tokens.take("force") || tokens.take("use") || tokens.take("ignore")) {
            while (!tokens.takeSymbol("(")) {
                tokens.name();
            }
            while (!tokens.takeSymbol(")")) {
                if (!tokens.takeSymbol(",")) {
                    tokens.name();
                }
            }
        }
    }
}
