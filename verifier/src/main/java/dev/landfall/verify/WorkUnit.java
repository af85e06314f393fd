package dev.landfall.verify;

/** A piece of work for one worker. */
sealed interface WorkUnit {
    TableCheck table();

    /** Whether it can be done again after a failure in the middle. */
    boolean repeatable();

    <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException;

    /** @param split whether the range has yet to be split into ranges that are worth a query each */
    record Range(TableCheck table, KeyRange range, boolean split) implements WorkUnit {
        /** The whole table. @param rangeRows that a range is to have, about */
        static Range all(TableCheck table, long rangeRows) {
            return new Range(table, KeyRange.ALL, table.source().inRanges() && table.estimatedRows() > rangeRows);
        }

        @Override
        public boolean repeatable() {
            return !split;
        }

        @Override
        public <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException {
            return cases.range(this);
        }
    }

    /** A part of what has changed since the proof. */
    record Changed(TableCheck table, ProofLedger ledger, int part, int parts) implements WorkUnit {
        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException {
            return cases.changed(this);
        }
    }

    /** One method per variant. */
    interface Cases<R> {
        R range(Range unit) throws InterruptedException, TargetLagsException;

        R changed(Changed unit) throws InterruptedException, TargetLagsException;
    }
}
