package dev.landfall.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Tells rows that differ from rows that were on their way: reads both again, in one frame after the other, until it is
 * known. Confined to its sessions' thread.
 */
final class Settler {
    private final Frames frames;
    private final Duration patience;
    private final RowLookup lookup;
    private final RowExplainer explainer;
    private final RefusedAside aside;

    Settler(Frames frames, VerifyOptions options) {
        this.frames = frames;
        this.patience = options.patience();
        this.aside = new RefusedAside(frames.sessions(), options.migration());
        this.lookup = new RowLookup(frames.sessions());
        this.explainer = new RowExplainer(frames.sessions());
    }

    /** Settles every pending candidate of a table, or says in the table why not. */
    void settle(TableCheck table) throws InterruptedException {
        Map<String, Suspect> suspects = new LinkedHashMap<>();
        for (Candidate candidate : table.takePending()) {
            suspects.put(candidate.key().digest(), new Suspect(candidate.key()));
        }
        try {
            settle(table, suspects);
        } catch (TargetLagsException e) {
            table.unsettled(e.reason());
        }
    }

    /** However long a reading takes, there are enough of them to prove a difference. */
    private void settle(TableCheck table, Map<String, Suspect> suspects)
            throws InterruptedException, TargetLagsException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int reading = 1; !suspects.isEmpty(); reading++) {
            read(table, suspects);
            if (System.nanoTime() > deadline && reading > Suspect.READINGS && !suspects.isEmpty()) {
                table.unsettled(suspects.size() + " row(s) kept changing for " + AppliedGate.seconds(patience)
                        + " s while the stream ran, for example " + example(suspects));
                return;
            }
            watch(table, suspects, deadline);
        }
    }

    private static String example(Map<String, Suspect> suspects) {
        RowKey key = suspects.values().iterator().next().key();
        String values = key.values().stream().filter(Objects::nonNull).collect(Collectors.joining(", "));
        return values.isEmpty() ? key.digest() : "(" + values + ")";
    }

    /** One reading of all that are left; those that are settled leave. */
    private void read(TableCheck table, Map<String, Suspect> suspects)
            throws InterruptedException, TargetLagsException {
        Frame frame = frames.fresh();
        List<RowKey> keys = suspects.values().stream().map(Suspect::key).toList();
        SessionPair.Both<Map<String, RowState>, Map<String, RowState>> states = lookup.states(table, keys);
        List<Candidate> different = new ArrayList<>();
        for (Iterator<Suspect> each = suspects.values().iterator(); each.hasNext(); ) {
            Suspect suspect = each.next();
            String digest = suspect.key().digest();
            Suspect.Finding finding = suspect.read(
                    states.source().getOrDefault(digest, RowState.ABSENT),
                    states.target().getOrDefault(digest, RowState.ABSENT),
                    frame);
            if (finding == Suspect.Finding.OPEN && (!frames.moving() || frames.exact(frame))) {
                finding = Suspect.Finding.DIFFERENT;
            }
            if (finding == Suspect.Finding.DIFFERENT) {
                different.add(suspect.candidate());
            }
            if (finding != Suspect.Finding.OPEN) {
                each.remove();
            }
        }
        report(table, different);
    }

    private void watch(TableCheck table, Map<String, Suspect> suspects, long deadline) throws InterruptedException {
        List<Suspect> watched =
                suspects.values().stream().filter(Suspect::worthWatching).toList();
        if (!watched.isEmpty()) {
            frames.close();
            new Watch(frames)
                    .arrived(table, watched, deadline)
                    .forEach(suspect -> suspects.remove(suspect.key().digest()));
        }
    }

    /** Whether some of the rows that differ may be set aside, and no difference. */
    boolean mayBeAside(TableCheck table) {
        return aside.any(table);
    }

    /** Counts rows that are known to differ and explains the first of them; in the frame that showed it. */
    void report(TableCheck table, List<Candidate> seen) throws InterruptedException {
        List<Candidate> different = aside.without(table, seen).stream()
                .sorted(Comparator.comparing(Candidate::key, table.order()))
                .toList();
        long rows = different.stream().mapToLong(Candidate::differingRows).sum();
        different.forEach(table::located);
        List<Candidate> first = different.subList(0, Math.min(different.size(), table.room()));
        table.differing(rows, first.isEmpty() ? List.of() : explainer.explain(table, first));
    }
}
