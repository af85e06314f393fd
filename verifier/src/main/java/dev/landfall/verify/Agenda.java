package dev.landfall.verify;

import java.util.Optional;

/** What a verification looks at. */
sealed interface Agenda {
    /** Every row. @param ledger whose state in the view is kept with the outcome; empty to keep nothing */
    record Everything(Optional<ProofLedger> ledger) implements Agenda {}

    /** What the stream has changed since the proof, if that holds. @param planDigest of the plan that rows are compared by */
    record Changes(ProofLedger ledger, String planDigest) implements Agenda {}

    /** What the view of a session shows. */
    default Optional<ProofView> view(Session target) {
        Optional<ProofLedger> ledger = this instanceof Changes changes
                ? Optional.of(changes.ledger())
                : this instanceof Everything everything ? everything.ledger() : Optional.empty();
        return ledger.flatMap(found -> target.with(found::read));
    }
}
