package dev.landfall.verify;

import java.util.Optional;

/** What a verification looks at. */
sealed interface Agenda {
    /** Whose state in the view is kept with the outcome; empty to keep nothing. */
    Optional<ProofLedger> ledger();

    /** Every row. */
    record Everything() implements Agenda {
        @Override
        public Optional<ProofLedger> ledger() {
            return Optional.empty();
        }
    }

    /** Every row, for a proof. */
    record Proof(ProofLedger kept) implements Agenda {
        @Override
        public Optional<ProofLedger> ledger() {
            return Optional.of(kept);
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
