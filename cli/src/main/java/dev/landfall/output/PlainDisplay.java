package dev.landfall.output;

import dev.landfall.config.GroupOption;
import dev.landfall.forecast.Outlook;
import dev.landfall.run.ProofKeeper;
import dev.landfall.verify.TableVerdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Progress in a log: a line every ten seconds, and one for everything that is decided. */
final class PlainDisplay implements ProgressDisplay {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final ProgressBoard board;
    private final PrintWriter err;
    private final GroupOption group;
    private final Ticker ticker;
    private volatile @Nullable StatusPage shown;

    PlainDisplay(ProgressBoard board, PrintWriter err, GroupOption group) {
        this.board = board;
        this.err = err;
        this.group = group;
        this.ticker = new Ticker(PERIOD, this::tick);
    }

    @Override
    public void note(String sentence) {
        line(group.in(sentence));
    }

    @Override
    public void phase(String name) {
        board.phase(name);
        line("phase " + name);
    }

    @Override
    public void table(TableProgress progress) {
        board.table(progress);
    }

    @Override
    public void copying(CopyProgress progress) {
        board.copying(progress);
    }

    @Override
    public void outlook(Outlook outlook) {
        board.outlook(outlook);
    }

    @Override
    public void stream(StreamProgress progress) {
        board.stream(progress);
    }

    @Override
    public void verdict(TableVerdict verdict) {
        board.verdict(verdict);
        if (!verdict.matches()) {
            line(verdict.table() + ": " + VerificationWords.finding(verdict));
        }
    }

    @Override
    public void passed(ProofKeeper.Pass pass) {
        line(PassLine.of(pass));
    }

    @Override
    public void show(StatusPage page) {
        shown = page;
    }

    @Override
    public void close() {
        ticker.close();
    }

    private void tick() {
        StatusPage page = shown;
        line(page == null ? PlainLine.of(board.view()) : page.oneLine());
    }

    private void line(String text) {
        synchronized (err) {
            err.print(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text + "\n");
            err.flush();
        }
    }
}
