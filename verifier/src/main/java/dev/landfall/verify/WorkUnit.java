package dev.landfall.verify;

/** A piece of work for one worker. */
sealed interface WorkUnit {
    TableCheck table();

    /** Whether it can be done again after a failure in the middle. */
    boolean repeatable();

    /** A part of a table, which is split into ranges. */
    static WorkUnit part(TableCheck table, KeyRange range) {
        return new Range(table, range, true);
    }

    /** All of a table. @param rangeRows that a range is to have, about */
    static WorkUnit all(TableCheck table, long rangeRows) {
        boolean split = table.estimatedRows() > rangeRows;
        return split && table.source().inStrips()
                ? new Whole(table)
                : new Range(table, KeyRange.ALL, split && table.source().inRanges());
    }

    <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException;

    /** @param split whether the range has yet to be split into ranges that are worth a query each */
    record Range(TableCheck table, KeyRange range, boolean split) implements WorkUnit {
        @Override
        public boolean repeatable() {
            return !split;
        }

        @Override
        public <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException {
            return cases.range(this);
        }
    }

    /** The whole table, in strips where views hold still. */
    record Whole(TableCheck table) implements WorkUnit {
        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException {
            return cases.whole(this);
        }
    }

    /** @param work that the strip is one of */
    record InStrip(TableCheck table, Strip strip, StripWork work) implements WorkUnit {
        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) throws InterruptedException, TargetLagsException {
            return cases.strip(this);
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

        R whole(Whole unit) throws InterruptedException, TargetLagsException;

        R strip(InStrip unit) throws InterruptedException, TargetLagsException;

        R changed(Changed unit) throws InterruptedException, TargetLagsException;
    }
}
