package dev.landfall.output;

import dev.landfall.forecast.Outlook;
import dev.landfall.run.ProofKeeper;
import dev.landfall.verify.TableVerdict;
import java.time.Duration;

/** Progress for programs: an event every two seconds, and one for everything that is decided. */
final class JsonDisplay implements ProgressDisplay {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final ProgressBoard board;
    private final Console console;
    private final Ticker ticker;

    JsonDisplay(ProgressBoard board, Console console) {
        this.board = board;
        this.console = console;
        this.ticker = new Ticker(PERIOD, () -> ProgressJson.of(board.view()).ifPresent(console::event));
    }

    @Override
    public void note(String sentence) {
        console.event(JsonObject.of("event", "note").with("text", console.words(sentence)));
    }

    @Override
    public void phase(String name) {
        board.phase(name);
        console.event(JsonObject.of("event", "phase").with("phase", name));
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
        VerdictJson.events(verdict).forEach(console::event);
    }

    @Override
    public void passed(ProofKeeper.Pass pass) {
        console.event(PassLine.json(pass));
    }

    @Override
    public void show(StatusPage page) {
        console.event(JsonObject.of("event", "status").withAll(page.json().sentences(console::words)));
    }

    @Override
    public void close() {
        ticker.close();
    }
}
