package dev.landfall.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an expression with the precedences of MariaDB's grammar, in the default {@code sql_mode}. */
final class Parser {
    private static final Set<String> COMPARISONS = Set.of("=", "<=>", "<>", "!=", "<", "<=", ">", ">=");
    /** From loose to tight. */
    private static final List<Set<String>> BINARY_OPERATORS = List.of(
            Set.of("|"),
            Set.of("&"),
            Set.of("<<", ">>"),
            Set.of("+", "-"),
            Set.of("*", "/", "div", "%", "mod"),
            Set.of("^"));
    /** Words that stand where a value is expected, but are none. */
    private static final Set<String> RESERVED = Set.of("select", "exists", "row", "any", "all", "default", "values");

    private static final Map<String, String> EXTRACTED = Map.of(
            "year",
            "year",
            "quarter",
            "quarter",
            "month",
            "month",
            "day",
            "dayofmonth",
            "hour",
            "hour",
            "minute",
            "minute",
            "second",
            "second");

    private final List<Token> tokens;
    private int at;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Syntax parse(String sql) {
        Parser parser = new Parser(Token.listOf(sql));
        Syntax syntax = parser.expression();
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.unexpected();
        }
        return syntax;
    }

    private Syntax expression() {
        Syntax left = exclusiveOr();
        while (accept("or")) {
            left = call("or", left, exclusiveOr());
        }
        return left;
    }

    private Syntax exclusiveOr() {
        Syntax left = conjunction();
        while (accept("xor")) {
            left = call("xor", left, conjunction());
        }
        return left;
    }

    private Syntax conjunction() {
        Syntax left = negation();
        while (accept("and")) {
            left = call("and", left, negation());
        }
        return left;
    }

    private Syntax negation() {
        return accept("not") ? call("not", negation()) : comparison();
    }

    private Syntax comparison() {
        Syntax left = predicate();
        while (true) {
            if (accept("is")) {
                left = is(left);
            } else if (isOperator(COMPARISONS)) {
                String operator = next().text();
                left = call(operator, left, predicate());
            } else {
                return left;
            }
        }
    }

    private Syntax is(Syntax operand) {
        boolean not = accept("not");
        String what = next().text();
        if (!Set.of("null", "true", "false", "unknown").contains(what)) {
            throw new Refusal("has IS " + what + ", which is not understood");
        }
        return negatedIf(not, call("is " + what, operand));
    }

    private Syntax predicate() {
        Syntax left = binary(0);
        boolean not = peekIs("not") && accept("not");
        if (accept("in")) {
            List<Syntax> arguments = new ArrayList<>(List.of(left));
            expect("(");
            arguments.addAll(list());
            return negatedIf(not, new Syntax.Call("in", arguments));
        }
        if (accept("between")) {
            Syntax low = binary(0);
            expect("and");
            return negatedIf(not, call("between", left, low, predicate()));
        }
        if (accept("like")) {
            Syntax pattern = unary();
            if (peekIs("escape")) {
                throw new Refusal("has LIKE with an ESCAPE character of its own");
            }
            return negatedIf(not, call("like", left, pattern));
        }
        if (peekIs("regexp") || peekIs("rlike")) {
            throw new Refusal("matches a regular expression: MariaDB's are PCRE, PostgreSQL's are not");
        }
        if (not) {
            throw unexpected();
        }
        return left;
    }

    private static Syntax negatedIf(boolean not, Syntax syntax) {
        return not ? call("not", syntax) : syntax;
    }

    private Syntax binary(int level) {
        if (level == BINARY_OPERATORS.size()) {
            return unary();
        }
        Syntax left = binary(level + 1);
        while (isOperator(BINARY_OPERATORS.get(level))) {
            String operator = next().text();
            boolean additive = operator.equals("+") || operator.equals("-");
            if (additive && accept("interval")) {
                Syntax amount = expression();
                left = new Syntax.DateShift(left, operator.equals("-"), amount, word());
            } else {
                left = call(operator, left, binary(level + 1));
            }
        }
        return left;
    }

    private Syntax unary() {
        if (accept("-")) {
            return call("negate", unary());
        }
        if (accept("+")) {
            return unary();
        }
        if (accept("!")) {
            return call("not", unary());
        }
        if (peekIs("~")) {
            throw new Refusal("inverts bits (~): MariaDB's result is an unsigned number of 64 bits");
        }
        Syntax operand = simple();
        while (accept("collate")) {
            operand = new Syntax.Collate(operand, word());
        }
        return operand;
    }

    private Syntax simple() {
        Token token = next();
        return switch (token.kind()) {
            case NAME -> column(token);
            case TEXT -> new Syntax.TextLiteral(token.text());
            case BYTES ->
                throw new Refusal(
                        "has the literal " + token.text() + ", which is a number or text depending on where it stands");
            case NUMBER -> new Syntax.NumberLiteral(token.text());
            case WORD -> word(token);
            case OPERATOR -> {
                if (!token.text().equals("(")) {
                    throw unexpectedLast();
                }
                Syntax inner = expression();
                expect(")");
                yield inner;
            }
            case END -> throw unexpectedLast();
        };
    }

    private Syntax column(Token token) {
        if (peekIs(".") || peekIs("(")) {
            throw new Refusal("refers to `" + token.text() + "`, which is no column of the table");
        }
        return new Syntax.Column(token.text());
    }

    private Syntax word(Token token) {
        String word = token.text();
        if (peek().kind() == Token.Kind.TEXT) {
            return prefixedLiteral(word, next().text());
        }
        return switch (word) {
            case "null" -> new Syntax.NullLiteral();
            case "true" -> call("true");
            case "false" -> call("false");
            case "case" -> caseOf();
            default -> {
                if (!peekIs("(") || RESERVED.contains(word)) {
                    throw unexpectedLast();
                }
                yield function(word);
            }
        };
    }

    private static Syntax prefixedLiteral(String prefix, String text) {
        return switch (prefix) {
            case "date" -> new Syntax.DateLiteral(false, text);
            case "timestamp" -> new Syntax.DateLiteral(true, text);
            case "_utf8mb4", "_utf8mb3", "_utf8" -> new Syntax.TextLiteral(text);
            default -> throw new Refusal("has a literal of the kind " + prefix + "'...'");
        };
    }

    private Syntax function(String name) {
        if (!Functions.known(name)) {
            throw new Refusal("calls " + name + "(), which has no exact counterpart");
        }
        expect("(");
        return switch (name) {
            case "cast" -> cast();
            case "convert" -> convert();
            case "extract" -> extract();
            case "trim" -> trim();
            default -> new Syntax.Call(name, list());
        };
    }

    private Syntax cast() {
        Syntax operand = expression();
        expect("as");
        String type = word();
        int length = -1;
        int scale = 0;
        if (accept("(")) {
            length = digits();
            scale = accept(",") ? digits() : 0;
            expect(")");
        }
        @Nullable String charset = accept("charset") ? word() : null;
        expect(")");
        return new Syntax.Cast(operand, type, length, scale, charset);
    }

    private Syntax convert() {
        Syntax operand = expression();
        expect("using");
        String charset = word();
        expect(")");
        return new Syntax.Cast(operand, "char", -1, 0, charset);
    }

    private Syntax extract() {
        String unit = word();
        String function = EXTRACTED.get(unit);
        if (function == null) {
            throw new Refusal("has extract(" + unit + " ...), which has no exact counterpart");
        }
        expect("from");
        Syntax operand = expression();
        expect(")");
        return call(function, operand);
    }

    private Syntax trim() {
        String side = peekIs("leading") || peekIs("trailing") || peekIs("both") ? next().text() : "both";
        Syntax first = expression();
        if (accept("from")) {
            Syntax operand = expression();
            expect(")");
            return call("trim " + side, operand, first);
        }
        expect(")");
        return call("trim " + side, first, new Syntax.TextLiteral(" "));
    }

    private Syntax caseOf() {
        @Nullable Syntax operand = peekIs("when") ? null : expression();
        List<Syntax.Case.When> whens = new ArrayList<>();
        while (accept("when")) {
            Syntax when = expression();
            expect("then");
            whens.add(new Syntax.Case.When(when, expression()));
        }
        Syntax otherwise = accept("else") ? expression() : new Syntax.NullLiteral();
        expect("end");
        return new Syntax.Case(operand, whens, otherwise);
    }

    /** What follows an opening parenthesis, up to the closing one. */
    private List<Syntax> list() {
        List<Syntax> arguments = new ArrayList<>();
        if (accept(")")) {
            return arguments;
        }
        do {
            arguments.add(expression());
        } while (accept(","));
        expect(")");
        return arguments;
    }

    private String word() {
        if (peek().kind() != Token.Kind.WORD) {
            throw unexpected();
        }
        return next().text();
    }

    private int digits() {
        if (peek().kind() != Token.Kind.NUMBER || !peek().text().matches("\\d{1,6}")) {
            throw unexpected();
        }
        return Integer.parseInt(next().text());
    }

    private static Syntax call(String name, Syntax... arguments) {
        return new Syntax.Call(name, List.of(arguments));
    }

    private boolean isOperator(Set<String> operators) {
        return isSymbol() && operators.contains(peek().text());
    }

    private boolean peekIs(String symbol) {
        return isSymbol() && peek().text().equals(symbol);
    }

    private boolean isSymbol() {
        return peek().kind() == Token.Kind.WORD || peek().kind() == Token.Kind.OPERATOR;
    }

    private boolean accept(String symbol) {
        if (!peekIs(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected();
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private Refusal unexpected() {
        return unexpected(peek());
    }

    private Refusal unexpectedLast() {
        return unexpected(tokens.get(at - (peek().kind() == Token.Kind.END ? 0 : 1)));
    }

    private static Refusal unexpected(Token token) {
        return new Refusal("is not understood at " + token.text());
    }
}
