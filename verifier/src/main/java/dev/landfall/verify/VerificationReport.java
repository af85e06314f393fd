package dev.landfall.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of a verification. Only a {@link Clean} one can open the way to a cutover. */
public sealed interface VerificationReport {
    Strength strength();

    Instant startedAt();

    Duration took();

    /**
     * The source's position ({@code @@gtid_binlog_pos}) when the verification began; of a fenced one the position at which
     * both sides were frozen.
     */
    String sourcePosition();

    List<TableVerdict> tables();

    Fencing fencing();

    default long rows() {
        return tables().stream().mapToLong(TableVerdict::sourceRows).sum();
    }

    /** Of tables that were found equal before, of which only what has changed since was compared. */
    default long rowsBefore() {
        return before().stream().mapToLong(EqualBefore::rows).sum();
    }

    /** What was found by verifications that were interrupted. */
    default List<EqualBefore> before() {
        return tables().stream()
                .flatMap(table -> Stream.ofNullable(table.before()))
                .toList();
    }

    /** When the rows were compared on which it goes on, if it does; empty when it has compared all of them itself. */
    default Optional<Instant> oldestBefore() {
        return before().stream().map(EqualBefore::at).min(Comparator.naturalOrder());
    }

    default long differing() {
        return tables().stream().mapToLong(TableVerdict::differing).sum();
    }

    default long unsettled() {
        return tables().stream().filter(table -> !table.unsettled().isEmpty()).count();
    }

    /**
     * What is not equal, or not known to be, behind "it is not clean: ", with the first of the rows: while a stream runs they may be
     * gone from view by the time that somebody looks for them. Nothing of that in a {@link Clean} one.
     */
    default String found() {
        String open = unsettled() == 0 ? "" : unsettled() + " table(s) did not settle, so that parity is not proven";
        if (differing() == 0) {
            return open;
        }
        return differing() + " row(s) differ" + examples() + (open.isEmpty() ? "" : ", and " + open);
    }

    private String examples() {
        int mostExamples = 3; // as many rows as one transaction often changes
        List<String> rows = tables().stream()
                .flatMap(table ->
                        table.differences().stream().map(row -> table.table().name() + " " + row.inShort()))
                .limit(mostExamples)
                .toList();
        return rows.isEmpty()
                ? ""
                : " (" + String.join("; ", rows) + (differing() > rows.size() ? "; ..." : "") + "; "
                        + strength().name().toLowerCase(Locale.ROOT) + " at " + sourcePosition() + ")";
    }

    /** The same with tables whose rows could not be read on the target: then it is not clean. */
    default VerificationReport with(List<TableVerdict> unread) {
        if (unread.isEmpty()) {
            return this;
        }
        List<TableVerdict> all =
                Stream.concat(tables().stream(), unread.stream()).toList();
        return differing() > 0
                ? new WithDifferences(strength(), startedAt(), took(), sourcePosition(), all, fencing())
                : new Unsettled(strength(), startedAt(), took(), sourcePosition(), all, fencing());
    }

    /** Every table matches. */
    record Clean(
            Strength strength,
            Instant startedAt,
            Duration took,
            String sourcePosition,
            List<TableVerdict> tables,
            Fencing fencing)
            implements VerificationReport {
        public Clean {
            tables = List.copyOf(tables);
        }
    }

    /** At least one row differs. */
    record WithDifferences(
            Strength strength,
            Instant startedAt,
            Duration took,
            String sourcePosition,
            List<TableVerdict> tables,
            Fencing fencing)
            implements VerificationReport {
        public WithDifferences {
            tables = List.copyOf(tables);
        }
    }

    /** No difference was proven, but some table did not hold still for a proof of parity, or could not be read on the target. */
    record Unsettled(
            Strength strength,
            Instant startedAt,
            Duration took,
            String sourcePosition,
            List<TableVerdict> tables,
            Fencing fencing)
            implements VerificationReport {
        public Unsettled {
            tables = List.copyOf(tables);
        }
    }
}
