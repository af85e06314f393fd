package dev.landfall.verify;

import dev.landfall.apply.RefusedIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells rows that are missing from rows that are set aside because PostgreSQL refuses them: no condition on the source does, so
 * the target is asked in the frame in which they are missing. Confined to its sessions' thread.
 */
final class RefusedAside {
    private final SessionPair sessions;
    private final String migration;

    RefusedAside(SessionPair sessions, String migration) {
        this.sessions = sessions;
        this.migration = migration;
    }

    /** Whether rows of the table are set aside, for whatever reason. */
    boolean any(TableCheck table) {
        return table.plan().setsRefusedRowsAside()
                && sessions.target().with(target -> refused(table).any(target));
    }

    /** Those that differ nevertheless; the others do not count as compared either. */
    List<Candidate> without(TableCheck table, List<Candidate> candidates) {
        if (!table.plan().setsRefusedRowsAside()) {
            return candidates;
        }
        List<Candidate> missing =
                candidates.stream().filter(RefusedAside::missing).toList();
        Set<Candidate> aside = new HashSet<>();
        candidates.stream()
                .filter(candidate -> partlyMissing(candidate) && restIsAside(table, candidate))
                .forEach(aside::add);
        List<RowKey> keys = missing.stream().map(Candidate::key).toList();
        int from = 0;
        for (List<RowKey> batch : RowLookup.batches(table.source(), keys)) {
            find(table, missing.subList(from, from + batch.size()), aside);
            from += batch.size();
        }
        Digest rows = Digest.NONE;
        for (Candidate candidate : aside) {
            rows = rows.plus(candidate.onlyOnSource());
        }
        table.setAside(rows);
        return candidates.stream()
                .filter(candidate -> !aside.contains(candidate))
                .toList();
    }

    private static boolean missing(Candidate candidate) {
        return candidate.onlyOnTarget().isEmpty() && candidate.target().rows().isEmpty();
    }

    /** Of equal rows without a key the target has some. */
    private static boolean partlyMissing(Candidate candidate) {
        return candidate.onlyOnTarget().isEmpty() && !candidate.target().rows().isEmpty();
    }

    private boolean restIsAside(TableCheck table, Candidate candidate) {
        Map<String, Long> identities = identities(table, List.of(candidate));
        return identities.size() == 1
                && count(identities) == candidate.source().rows().count()
                && count(found(table, identities)) == candidate.onlyOnSource().count();
    }

    /** Most often all of them are, or none, so they are asked for together and halved only when not. */
    private void find(TableCheck table, List<Candidate> some, Set<Candidate> aside) {
        Map<String, Long> identities = identities(table, some);
        Map<String, Long> found = found(table, identities);
        long wanted = some.stream()
                .mapToLong(candidate -> candidate.source().rows().count())
                .sum();
        if (found.equals(identities) && count(found) == wanted) {
            aside.addAll(some);
        } else if (!found.isEmpty() && some.size() > 1) {
            int half = some.size() / 2;
            find(table, some.subList(0, half), aside);
            find(table, some.subList(half, some.size()), aside);
        }
    }

    private static long count(Map<String, Long> identities) {
        return identities.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of the source's rows that have one of the keys: how many there are of each. */
    private Map<String, Long> identities(TableCheck table, List<Candidate> some) {
        String condition =
                table.source().condition(some.stream().map(Candidate::key).toList());
        return sessions.source().with(source -> refused(table).ofSource(source, condition));
    }

    private Map<String, Long> found(TableCheck table, Map<String, Long> identities) {
        return sessions.target().with(target -> refused(table).aside(target, identities.keySet()));
    }

    private RefusedIdentity refused(TableCheck table) {
        return new RefusedIdentity(migration, table.plan());
    }
}
