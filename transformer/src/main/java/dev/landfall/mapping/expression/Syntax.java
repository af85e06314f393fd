package dev.landfall.mapping.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as it is written. */
sealed interface Syntax {
    <R> R match(Cases<R> cases);

    record Column(String name) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.column(this);
        }
    }

    record NumberLiteral(String digits) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(this);
        }
    }

    record TextLiteral(String text) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** {@code DATE'...'} or {@code TIMESTAMP'...'}. */
    record DateLiteral(boolean withTime, String text) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.date(this);
        }
    }

    record NullLiteral() implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nullLiteral(this);
        }
    }

    /** A function or an operator; operators are named as they are written, in lower case. */
    record Call(String name, List<Syntax> arguments) implements Syntax {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.call(this);
        }
    }

    /**
     * @param type in lower case, without length
     * @param length or precision; -1 without one
     * @param scale 0 without one
     * @param charset null without one
     */
    record Cast(
            Syntax operand,
            String type,
            int length,
            int scale,
            @Nullable String charset) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cast(this);
        }
    }

    /** @param operand null in {@code CASE WHEN condition ...} */
    record Case(@Nullable Syntax operand, List<When> whens, Syntax otherwise) implements Syntax {
        record When(Syntax when, Syntax then) {}

        public Case {
            whens = List.copyOf(whens);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.caseOf(this);
        }
    }

    /** {@code operand + INTERVAL amount unit}. */
    record DateShift(Syntax operand, boolean back, Syntax amount, String unit) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dateShift(this);
        }
    }

    record Collate(Syntax operand, String collation) implements Syntax {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.collate(this);
        }
    }

    /** One method per variant. */
    interface Cases<R> {
        R column(Column syntax);

        R number(NumberLiteral syntax);

        R text(TextLiteral syntax);

        R date(DateLiteral syntax);

        R nullLiteral(NullLiteral syntax);

        R call(Call syntax);

        R cast(Cast syntax);

        R caseOf(Case syntax);

        R dateShift(DateShift syntax);

        R collate(Collate syntax);
    }
}
