package dev.landfall.run;

import dev.landfall.forecast.Outlook;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.forecast.Stage;
import dev.landfall.throttle.ProbeSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells what is left of a running snapshot, here and in the control schema. Close it when the snapshot ends. */
final class OutlookTeller implements AutoCloseable {
    /** How often what only people look at is written. */
    private static final Duration SELDOM = Duration.ofSeconds(2);

    private final SnapshotForecast forecast;
    private final CopyProgress counted;
    private final RowRates rates = new RowRates();
    private final Supplier<String> step;
    private final Progress progress;
    private final OutlookStore store;
    private final ProbeSession control;
    private final Beat beat;
    private String publishedStep = "";
    private Outlook published = Outlook.NONE;
    private long publishedAt;

    /** @param step that the snapshot is at; asked on another thread */
    OutlookTeller(
            Servers servers,
            String migration,
            SnapshotForecast forecast,
            CopyProgress counted,
            Supplier<String> step,
            Progress progress) {
        this.forecast = forecast;
        this.counted = counted;
        this.step = step;
        this.progress = progress;
        this.store = new OutlookStore(migration);
        this.control = new ProbeSession(servers.target()::connect);
        this.beat = new Beat("landfall-outlook", this::tell, this::end);
    }

    private void tell() {
        Outlook outlook = forecast.at(System.nanoTime());
        progress.outlook(outlook);
        String now = step.get();
        boolean news = !now.equals(publishedStep) || (outlook.left() == null) != (published.left() == null);
        if (now.isEmpty()) {
            return; // the first step is not begun
        }
        if (news || System.nanoTime() - publishedAt >= SELDOM.toNanos()) {
            List<RunningTable> running = running(outlook);
            ask(connection -> store.publish(connection, now, outlook, running));
            publishedStep = now;
            published = outlook;
            publishedAt = System.nanoTime();
        }
    }

    private List<RunningTable> running(Outlook outlook) {
        long now = System.nanoTime();
        List<CopyProgress.Running> running = counted.running();
        rates.keepOnly(running.stream()
                .filter(table -> table.phase().equals(Stage.COPY.text()))
                .map(CopyProgress.Running::table)
                .collect(Collectors.toSet()));
        return running.stream()
                .map(table -> new RunningTable(
                        table.table(),
                        table.phase(),
                        table.rows(),
                        table.bytes(),
                        table.phase().equals(Stage.COPY.text())
                                ? rates.perSecond(table.table(), table.rows(), now)
                                : null,
                        outlook.tables().get(table.table())))
                .toList();
    }

    private void end() {
        progress.outlook(Outlook.NONE);
        ask(store::remove);
        control.close();
    }

    private interface Statement {
        void execute(Connection connection) throws SQLException;
    }

    /** What fails is tried again: nothing waits for it. */
    private void ask(Statement statement) {
        try {
            control.ask(connection -> {
                statement.execute(connection);
                return statement;
            });
        } catch (ProbeSession.Failed e) {
            System.getLogger(OutlookTeller.class.getName())
                    .log(System.Logger.Level.DEBUG, "telling what is left of the snapshot failed", e);
        }
    }

    @Override
    public void close() {
        beat.close();
    }
}
