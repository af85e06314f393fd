package dev.landfall.stream;

import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Transactions that the target has rows of already and that the stream therefore has to come past. Sequence numbers alone do
 * not tell: after a failover to a server that lacked them, it has given the same numbers to others. Confined to the engine's
 * thread.
 */
final class ExpectedTransactions {
    private final StreamFailures failures;
    private final Map<Long, NavigableMap<Long, Gtid>> byDomain = new HashMap<>();

    private ExpectedTransactions(StreamFailures failures) {
        this.failures = failures;
    }

    /** @throws MigrationException {@code SOURCE-008} when they are not of one history with the position that the stream starts at */
    static ExpectedTransactions of(StreamRequest request) {
        ExpectedTransactions all = new ExpectedTransactions(new StreamFailures(request.source()));
        GtidSet from = request.from().gtids();
        request.held().stream()
                .flatMap(position -> position.gtids().stream())
                .distinct()
                .forEach(gtid -> all.expect(gtid, from));
        return all;
    }

    private void expect(Gtid gtid, GtidSet from) {
        from.gtids().forEach(start -> requireSame(gtid, start));
        if (!from.contains(gtid)) {
            Gtid other = byDomain.computeIfAbsent(gtid.domain(), domain -> new TreeMap<>(Long::compareUnsigned))
                    .putIfAbsent(gtid.sequence(), gtid);
            requireSame(gtid, other == null ? gtid : other);
        }
    }

    /**
     * Of every transaction, in the log's order.
     *
     * @throws MigrationException {@code SOURCE-008} when it is not the expected one, or one that was expected has not come
     */
    void reached(Gtid gtid) {
        NavigableMap<Long, Gtid> expected = byDomain.get(gtid.domain());
        while (expected != null
                && !expected.isEmpty()
                && Long.compareUnsigned(expected.firstKey(), gtid.sequence()) <= 0) {
            Gtid next = expected.pollFirstEntry().getValue();
            if (!next.equals(gtid)) {
                throw lacks(next, gtid);
            }
        }
    }

    private void requireSame(Gtid expected, Gtid known) {
        if (expected.isNumberOfAnother(known)) {
            throw lacks(expected, known);
        }
    }

    private MigrationException lacks(Gtid expected, Gtid seen) {
        return failures.behind("rows were copied at " + expected + ", in its binary log is " + seen + " instead", null);
    }
}
