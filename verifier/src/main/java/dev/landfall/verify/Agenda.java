package dev.landfall.verify;

import java.util.Optional;
import java.util.function.Consumer;

/** What a verification looks at. */
sealed interface Agenda {
    /** Whose state in the view is kept with the outcome; empty to keep nothing. */
    Optional<ProofLedger> ledger();

    /** Who hears a table's verdict. */
    default Consumer<TableVerdict> hearing(Consumer<TableVerdict> listener) {
        return listener;
    }

    /** Who hears of ranges that are equal, of tables that have several; empty for nobody. */
    default Optional<RangeKeeper.Listener> ranges() {
        return Optional.empty();
    }

    /** Every row. */
    record Everything() implements Agenda {
        @Override
        public Optional<ProofLedger> ledger() {
            return Optional.empty();
        }
    }

    /** Every row, for a proof; of tables and ranges that were found equal before, what has changed since. */
    record Proof(ProofLedger kept, EqualTables equal) implements Agenda {
        @Override
        public Optional<ProofLedger> ledger() {
            return Optional.of(kept);
        }

        /** What is heard is kept already. */
        @Override
        public Consumer<TableVerdict> hearing(Consumer<TableVerdict> listener) {
            return verdict -> {
                equal.keep(verdict);
                listener.accept(verdict);
            };
        }

        @Override
        public Optional<RangeKeeper.Listener> ranges() {
            return Optional.of(equal::keep);
        }
    }

    /** What has changed since the proof, if that holds. @param planDigest of the plan that rows are compared by */
    record Changes(ProofLedger kept, String planDigest) implements Agenda {
        @Override
        public Optional<ProofLedger> ledger() {
            return Optional.of(kept);
        }
    }
}
