package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ViewToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions with MariaDB's precedence of operators, which the printed definition relies on. */
final class ViewExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("=", "<=>", "<>", "!=", "<", "<=", ">", ">=");
    /** Bare words that are values or calls without parentheses would be columns otherwise. */
    private static final Set<String> RESERVED = Set.of("from", "where", "and", "or", "as", "on", "when", "then", "end");

    private static final Map<String, String> SPELLINGS = Map.of("!=", "<>", "&&", "and", "||", "or", "%", "mod");

    private final ViewTokens tokens;
    private final ViewQueryParser queries;

    ViewExpressionParser(ViewTokens tokens, ViewQueryParser queries) {
        this.tokens = tokens;
        this.queries = queries;
    }

    List<ViewExpression> list() {
        List<ViewExpression> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (tokens.takeSymbol(","));
        return list;
    }

    /** Empty when no ORDER BY comes next. */
    List<ViewQuery.Order> orderBy() {
        List<ViewQuery.Order> order = new ArrayList<>();
        if (tokens.take("order", "by")) {
            do {
                ViewExpression expression = expression();
                boolean descending = tokens.take("desc");
                tokens.take("asc");
                order.add(new ViewQuery.Order(expression, descending));
            } while (tokens.takeSymbol(","));
        }
        return order;
    }

    ViewExpression expression() {
        ViewExpression left = exclusive();
        while (takeOperator("or", "||")) {
            left = new ViewExpression.Binary("or", left, exclusive());
        }
        return left;
    }

    private ViewExpression exclusive() {
        ViewExpression left = conjunction();
        while (tokens.take("xor")) {
            left = new ViewExpression.Binary("xor", left, conjunction());
        }
        return left;
    }

    private ViewExpression conjunction() {
        ViewExpression left = negation();
        while (takeOperator("and", "&&")) {
            left = new ViewExpression.Binary("and", left, negation());
        }
        return left;
    }

    private boolean takeOperator(String word, String symbol) {
        return tokens.take(word) || tokens.takeSymbol(symbol);
    }

    private ViewExpression negation() {
        return tokens.take("not") ? new ViewExpression.Prefix("!", negation()) : comparison();
    }

    private ViewExpression comparison() {
        ViewExpression left = predicate();
        while (true) {
            ViewToken token = tokens.peek();
            if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
                left = compared(left, spelling(tokens.next()));
            } else if (tokens.take("is")) {
                boolean negated = tokens.take("not");
                left = new ViewExpression.Is(left, tokens.name().toLowerCase(Locale.ROOT), negated);
            } else {
                return left;
            }
        }
    }

    private ViewExpression compared(ViewExpression left, String operator) {
        for (String quantifier : List.of("all", "any")) {
            if (tokens.take(quantifier)) {
                return new ViewExpression.Quantified(left, operator, quantifier, queries.parenthesised());
            }
        }
        return new ViewExpression.Binary(operator, left, predicate());
    }

    private ViewExpression predicate() {
        ViewExpression left = binary(0);
        boolean negated = tokens.take("not");
        if (tokens.take("in")) {
            return in(left, negated);
        }
        if (tokens.take("between")) {
            ViewExpression low = binary(0);
            tokens.expect("and");
            return new ViewExpression.Between(left, low, predicate(), negated);
        }
        if (tokens.take("like")) {
            ViewExpression pattern = binary(0);
            return new ViewExpression.Like(left, pattern, tokens.take("escape") ? text() : null, negated);
        }
        if (negated) {
            throw tokens.unexpected();
        }
        return left;
    }

    private ViewExpression in(ViewExpression left, boolean negated) {
        if (tokens.peek().isSymbol("(") && queries.queryAhead()) {
            return new ViewExpression.InQuery(left, queries.parenthesised(), negated);
        }
        tokens.expectSymbol("(");
        List<ViewExpression> values = list();
        tokens.expectSymbol(")");
        return new ViewExpression.InList(left, values, negated);
    }

    /** Operators from the weakest to the strongest. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("|"),
            Set.of("&"),
            Set.of("<<", ">>"),
            Set.of("+", "-"),
            Set.of("*", "/", "%", "div", "mod"),
            Set.of("^"));

    private ViewExpression binary(int level) {
        if (level == LEVELS.size()) {
            return simple();
        }
        ViewExpression left = binary(level + 1);
        while (LEVELS.get(level).contains(tokens.peek().text().toLowerCase(Locale.ROOT))
                && (tokens.peek().kind() == Kind.SYMBOL || tokens.peek().kind() == Kind.WORD)) {
            String operator = spelling(tokens.next());
            left = tokens.take("interval")
                    ? shift(left, operator.equals("+"))
                    : new ViewExpression.Binary(operator, left, binary(level + 1));
        }
        return left;
    }

    private ViewExpression shift(ViewExpression operand, boolean forward) {
        ViewExpression amount = expression();
        return new ViewExpression.Shift(operand, forward, amount, tokens.name().toLowerCase(Locale.ROOT));
    }

    private static String spelling(ViewToken operator) {
        String lower = operator.text().toLowerCase(Locale.ROOT);
        return SPELLINGS.getOrDefault(lower, lower);
    }

    private ViewExpression simple() {
        ViewExpression operand = primary();
        while (tokens.take("collate")) {
            operand = new ViewExpression.Collate(operand, tokens.name());
        }
        return operand;
    }

    private ViewExpression primary() {
        ViewToken token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new ViewExpression.Number(tokens.next().text());
            case TEXT -> new ViewExpression.Text(tokens.next().text());
            case HEX -> new ViewExpression.Hex(tokens.next().text());
            case QUOTED_NAME -> column();
            case SYMBOL -> symbol(token);
            case WORD -> word(token);
            case END -> throw tokens.unexpected();
        };
    }

    private ViewExpression symbol(ViewToken token) {
        if (token.isSymbol("-") || token.isSymbol("!") || token.isSymbol("~")) {
            tokens.next();
            return new ViewExpression.Prefix(token.text(), simple());
        }
        if (!token.isSymbol("(")) {
            throw tokens.unexpected();
        }
        if (queries.queryAhead() && tokens.peek(1).kind() == Kind.WORD) {
            return new ViewExpression.Subquery(queries.parenthesised());
        }
        tokens.next();
        List<ViewExpression> elements = list();
        tokens.expectSymbol(")");
        return elements.size() == 1 ? elements.get(0) : new ViewExpression.Tuple(elements);
    }

    private ViewExpression column() {
        List<String> path = new ArrayList<>();
        do {
            path.add(tokens.name());
        } while (tokens.takeSymbol("."));
        if (tokens.peek().isSymbol("(")) {
            throw new UntranslatableViewException("It calls the stored function " + String.join(".", path) + ".");
        }
        return new ViewExpression.Column(path);
    }

    private ViewExpression word(ViewToken token) {
        if (tokens.take("null")) {
            return new ViewExpression.Null();
        }
        if (tokens.take("case")) {
            return choice();
        }
        if (tokens.take("exists")) {
            return new ViewExpression.Exists(queries.parenthesised());
        }
        if (tokens.peek(1).kind() == Kind.TEXT) {
            return new ViewExpression.Temporal(tokens.next().text().toLowerCase(Locale.ROOT), text());
        }
        if (tokens.peek(1).isSymbol("(")) {
            return call();
        }
        if (RESERVED.contains(token.text().toLowerCase(Locale.ROOT))
                || !tokens.peek(1).isSymbol(".")) {
            throw tokens.unexpected();
        }
        return column();
    }

    private ViewExpression choice() {
        ViewExpression operand = tokens.peek().isWord("when") ? null : expression();
        List<ViewExpression.When> whens = new ArrayList<>();
        while (tokens.take("when")) {
            ViewExpression condition = expression();
            tokens.expect("then");
            whens.add(new ViewExpression.When(condition, expression()));
        }
        ViewExpression otherwise = tokens.take("else") ? expression() : null;
        tokens.expect("end");
        return new ViewExpression.Case(operand, whens, otherwise);
    }

    private ViewExpression call() {
        String name = tokens.next().text().toLowerCase(Locale.ROOT);
        tokens.expectSymbol("(");
        if (name.equals("cast")) {
            return cast();
        }
        if (name.equals("convert")) {
            return converted();
        }
        String keyword = null;
        if (name.equals("extract")) {
            keyword = tokens.name();
            tokens.expect("from");
        } else if (name.equals("timestampdiff")) {
            keyword = tokens.name();
            tokens.expectSymbol(",");
        } else if (name.equals("trim")
                && tokens.peek().kind() == Kind.WORD
                && !tokens.peek(1).isSymbol("(")) {
            keyword = tokens.name();
        }
        boolean distinct = tokens.take("distinct");
        List<ViewExpression> arguments = new ArrayList<>();
        if (!tokens.peek().isSymbol(")")) {
            arguments.addAll(list());
        }
        if (name.equals("trim") && tokens.take("from")) {
            arguments.add(expression());
        }
        List<ViewQuery.Order> order = orderBy();
        String separator = tokens.take("separator") ? text() : null;
        tokens.expectSymbol(")");
        ViewExpression.Window window = tokens.take("over") ? window() : null;
        return new ViewExpression.Call(name, lower(keyword), distinct, arguments, order, separator, window);
    }

    private static @Nullable String lower(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    private ViewExpression.Window window() {
        tokens.expectSymbol("(");
        List<ViewExpression> partition = tokens.take("partition", "by") ? list() : List.of();
        List<ViewQuery.Order> order = orderBy();
        StringBuilder frame = new StringBuilder();
        while (!tokens.takeSymbol(")")) {
            ViewToken token = tokens.next();
            if (token.kind() != Kind.WORD && token.kind() != Kind.NUMBER) {
                throw new UntranslatableViewException("A window's frame goes by something else than a number of rows.");
            }
            frame.append(frame.isEmpty() ? "" : " ").append(token.text().toLowerCase(Locale.ROOT));
        }
        return new ViewExpression.Window(partition, order, frame.isEmpty() ? null : frame.toString());
    }

    private ViewExpression cast() {
        ViewExpression operand = expression();
        tokens.expect("as");
        String type = tokens.name().toLowerCase(Locale.ROOT);
        List<Integer> modifiers = new ArrayList<>();
        if (tokens.takeSymbol("(")) {
            do {
                modifiers.add(Integer.valueOf(tokens.next().text()));
            } while (tokens.takeSymbol(","));
            tokens.expectSymbol(")");
        }
        String charset = tokens.take("charset") ? tokens.name().toLowerCase(Locale.ROOT) : null;
        tokens.expectSymbol(")");
        return new ViewExpression.Cast(operand, type, modifiers, charset);
    }

    private ViewExpression converted() {
        ViewExpression operand = expression();
        tokens.expect("using");
        String charset = tokens.name().toLowerCase(Locale.ROOT);
        tokens.expectSymbol(")");
        return new ViewExpression.Cast(operand, "char", List.of(), charset);
    }

    private String text() {
        if (tokens.peek().kind() != Kind.TEXT) {
            throw tokens.unexpected();
        }
        return tokens.next().text();
    }
}
