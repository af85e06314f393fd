package dev.landfall.catalog;

/** What MariaDB puts into a column that an INSERT leaves out. */
public sealed interface ColumnDefault {
    <R> R match(Cases<R> cases);

    /** No DEFAULT clause. */
    record None() implements ColumnDefault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.none();
        }
    }

    record NullValue() implements ColumnDefault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nullValue();
        }
    }

    /** @param text the value without quotes, escapes undone */
    record Literal(String text) implements ColumnDefault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.literal(text);
        }
    }

    record CurrentTimestamp(int fractionalDigits) implements ColumnDefault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.currentTimestamp(fractionalDigits);
        }
    }

    /** @param sql in MariaDB's dialect */
    record Expression(String sql) implements ColumnDefault {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.expression(sql);
        }
    }

    /** One method per variant. */
    interface Cases<R> {
        R none();

        R nullValue();

        R literal(String text);

        R currentTimestamp(int fractionalDigits);

        R expression(String sql);
    }
}
