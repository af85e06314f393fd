package dev.landfall.verify;

import dev.landfall.snapshot.ReadView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;

/**
 * Views of the source in several sessions that stand at one place.
 *
 * @param view what all of them show
 * @param members at least one
 */
record AgreedView(ReadView view, List<SessionPair> members) {
    /** At a thousand transactions a second two sessions agree at every second try. */
    private static final int TRIES = 50;
    /** In the order in which a server numbers its files, which may outgrow their six digits. */
    private static final Comparator<ReadView> BY_PLACE = Comparator.comparingInt(
                    (ReadView view) -> view.file().length())
            .thenComparing(ReadView::file)
            .thenComparingLong(ReadView::offset);

    AgreedView {
        members = List.copyOf(members);
    }

    /** Views are taken again until all agree; in the end those that stand at the newest place are left. */
    static AgreedView of(List<SessionPair> pairs) throws InterruptedException {
        List<ReadView> views = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(pairs.size());
        try {
            begin(threads, pairs).forEach(views::add);
            for (int i = 1; i < TRIES && behind(pairs, views).size() > 0; i++) {
                List<SessionPair> behind = behind(pairs, views);
                List<ReadView> again = begin(threads, behind);
                for (int pair = 0; pair < behind.size(); pair++) {
                    views.set(pairs.indexOf(behind.get(pair)), again.get(pair));
                }
            }
        } finally {
            threads.shutdown();
        }
        List<SessionPair> late = behind(pairs, views);
        List<SessionPair> members =
                pairs.stream().filter(pair -> !late.contains(pair)).toList();
        // One that knows its transactions by itself spares the server a look into its log.
        ReadView newest = newest(views);
        ReadView view = views.stream()
                .filter(one -> BY_PLACE.compare(one, newest) == 0)
                .reduce(BinaryOperator.maxBy(Comparator.comparing(ReadView::showsAllLogged)))
                .orElse(newest);
        return new AgreedView(view, members);
    }

    /** At the same time, as nearly as that can be had. */
    private static List<ReadView> begin(ExecutorService threads, List<SessionPair> pairs) throws InterruptedException {
        List<Future<ReadView>> begun = pairs.stream()
                .map(pair -> threads.submit(() -> pair.source().with(ReadView::begin)))
                .toList();
        List<ReadView> views = new ArrayList<>();
        for (Future<ReadView> view : begun) {
            try {
                views.add(view.get());
            } catch (ExecutionException e) {
                throw Crew.failure(e.getCause());
            }
        }
        return views;
    }

    private static List<SessionPair> behind(List<SessionPair> pairs, List<ReadView> views) {
        ReadView newest = newest(views);
        List<SessionPair> behind = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (BY_PLACE.compare(views.get(i), newest) != 0) {
                behind.add(pairs.get(i));
            }
        }
        return behind;
    }

    private static ReadView newest(List<ReadView> views) {
        return views.stream().max(BY_PLACE).orElseThrow();
    }
}
