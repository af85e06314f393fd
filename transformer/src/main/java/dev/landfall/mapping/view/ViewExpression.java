package dev.landfall.mapping.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a view as MariaDB means it, before anything is known of types. */
sealed interface ViewExpression {
    <R> R match(Cases<R> cases);

    /** @param path the column's name last, in front of it the alias or table and perhaps the database */
    record Column(List<String> path) implements ViewExpression {
        public Column {
            path = List.copyOf(path);
        }

        String name() {
            return path.get(path.size() - 1);
        }

        /** The alias or table; null when the column stands alone. */
        @Nullable
        String qualifier() {
            return path.size() == 1 ? null : path.get(path.size() - 2);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.column(this);
        }
    }

    record Text(String value) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    record Number(String digits) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(this);
        }
    }

    record Hex(String digits) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hex(this);
        }
    }

    record Null() implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nothing();
        }
    }

    /** {@code DATE'...'} and {@code TIMESTAMP'...'}; the kind is in lower case. */
    record Temporal(String kind, String value) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.temporal(this);
        }
    }

    /** Negation {@code -}, {@code !} and {@code ~}. */
    record Prefix(String operator, ViewExpression operand) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.prefix(this);
        }
    }

    /** Two operands; the operator is in lower case. */
    record Binary(String operator, ViewExpression left, ViewExpression right) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.binary(this);
        }
    }

    /** @param what null, true, false or unknown */
    record Is(ViewExpression operand, String what, boolean negated) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.is(this);
        }
    }

    record Between(ViewExpression operand, ViewExpression low, ViewExpression high, boolean negated)
            implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.between(this);
        }
    }

    record InList(ViewExpression operand, List<ViewExpression> values, boolean negated) implements ViewExpression {
        public InList {
            values = List.copyOf(values);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inList(this);
        }
    }

    record InQuery(ViewExpression operand, ViewQuery query, boolean negated) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inQuery(this);
        }
    }

    /** A comparison with all or any rows. */
    record Quantified(ViewExpression operand, String operator, String quantifier, ViewQuery query)
            implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.quantified(this);
        }
    }

    /** @param escape null for the backslash */
    record Like(
            ViewExpression operand,
            ViewExpression pattern,
            @Nullable String escape,
            boolean negated) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.like(this);
        }
    }

    /** {@code operand + interval amount unit}; the unit is in lower case. */
    record Shift(ViewExpression operand, boolean forward, ViewExpression amount, String unit)
            implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.shift(this);
        }
    }

    /**
     * A function.
     *
     * @param name in lower case
     * @param keyword the unit of {@code timestampdiff} and {@code extract}, the side of {@code trim}; null elsewhere
     * @param order of {@code group_concat}
     * @param separator of {@code group_concat}
     */
    record Call(
            String name,
            @Nullable String keyword,
            boolean distinct,
            List<ViewExpression> arguments,
            List<ViewQuery.Order> order,
            @Nullable String separator,
            @Nullable Window window)
            implements ViewExpression {
        public Call {
            arguments = List.copyOf(arguments);
            order = List.copyOf(order);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.call(this);
        }
    }

    /** @param frame as it is written in both dialects; null for the default */
    record Window(
            List<ViewExpression> partition,
            List<ViewQuery.Order> order,
            @Nullable String frame) {
        public Window {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
        }
    }

    record Case(
            @Nullable ViewExpression operand,
            List<When> whens,
            @Nullable ViewExpression otherwise) implements ViewExpression {
        public Case {
            whens = List.copyOf(whens);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.choice(this);
        }
    }

    record When(ViewExpression condition, ViewExpression result) {}

    /**
     * @param type in lower case
     * @param modifiers length, or precision and scale
     * @param charset of {@code char}; null without one
     */
    record Cast(
            ViewExpression operand,
            String type,
            List<Integer> modifiers,
            @Nullable String charset) implements ViewExpression {
        public Cast {
            modifiers = List.copyOf(modifiers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cast(this);
        }
    }

    record Collate(ViewExpression operand, String collation) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.collate(this);
        }
    }

    record Subquery(ViewQuery query) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.subquery(this);
        }
    }

    record Exists(ViewQuery query) implements ViewExpression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exists(this);
        }
    }

    record Tuple(List<ViewExpression> elements) implements ViewExpression {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tuple(this);
        }
    }

    /** One method per variant. */
    interface Cases<R> {
        R column(Column column);

        R text(Text text);

        R number(Number number);

        R hex(Hex hex);

        R nothing();

        R temporal(Temporal temporal);

        R prefix(Prefix prefix);

        R binary(Binary binary);

        R is(Is is);

        R between(Between between);

        R inList(InList in);

        R inQuery(InQuery in);

        R quantified(Quantified quantified);

        R like(Like like);

        R shift(Shift shift);

        R call(Call call);

        R choice(Case choice);

        R cast(Cast cast);

        R collate(Collate collate);

        R subquery(Subquery subquery);

        R exists(Exists exists);

        R tuple(Tuple tuple);
    }
}
