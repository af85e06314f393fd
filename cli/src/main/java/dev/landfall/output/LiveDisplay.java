package dev.landfall.output;

import dev.landfall.forecast.Outlook;
import dev.landfall.run.ProofKeeper;
import dev.landfall.verify.TableVerdict;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress on a terminal: a block of lines at the bottom that is painted over and over. Sentences, and whatever anybody
 * writes to {@link System#err} meanwhile, scroll away above it.
 */
final class LiveDisplay implements ProgressDisplay {
    private static final Duration FRAME = Duration.ofMillis(250);
    private static final int FRAMES_PER_SIZE_CHECK = 20;

    private static final String ESCAPE = "\u001b[";
    // Line by line: tmux keeps what "erase below" erases from its first line on.
    private static final String ERASE_LINE = ESCAPE + "2K";
    // Without wrapping, a line that is too long still is one line, even when the terminal has just shrunk.
    private static final String WRAP_OFF = ESCAPE + "?7l";
    private static final String WRAP_ON = ESCAPE + "?7h";

    private final ProgressBoard board;
    private final PrintWriter err;
    private final LiveLines lines;
    private final PrintStream systemErr = System.err;
    private final Ticker ticker;
    private TerminalSize size = TerminalSize.ask();
    private int frames;
    private int painted;
    private boolean closed;
    private @Nullable StatusPage shown;

    LiveDisplay(ProgressBoard board, PrintWriter err, LiveLines lines) {
        this.board = board;
        this.err = err;
        this.lines = lines;
        System.setErr(new PrintStream(new LinesAbove(this), true, StandardCharsets.UTF_8));
        this.ticker = new Ticker(FRAME, this::frame);
    }

    @Override
    public void note(String sentence) {
        above(lines.sentence(sentence));
    }

    @Override
    public void phase(String name) {
        board.phase(name);
        frame();
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
            above(verdict.table() + ": " + VerificationWords.finding(verdict));
        }
    }

    @Override
    public void passed(ProofKeeper.Pass pass) {
        above(PassLine.of(pass));
    }

    @Override
    public synchronized void show(StatusPage page) {
        shown = page;
        frame();
    }

    @Override
    public void close() {
        ticker.close();
        synchronized (this) {
            if (!closed) {
                closed = true;
                erase();
                err.flush();
                System.setErr(systemErr);
            }
        }
    }

    /** Writes a line that stays, above the block. */
    synchronized void above(String line) {
        erase();
        err.print(line + "\n");
        paint();
    }

    private synchronized void frame() {
        if (++frames % FRAMES_PER_SIZE_CHECK == 0) {
            size = TerminalSize.ask();
        }
        erase();
        paint();
    }

    private void erase() {
        if (painted > 0) {
            String up = "\r" + ESCAPE + painted + "A";
            err.print(up + (ERASE_LINE + "\n").repeat(painted) + up);
            painted = 0;
        }
    }

    private void paint() {
        if (!closed) {
            List<String> block = shown == null ? lines.of(board.view(), size) : lines.of(shown, size);
            err.print(WRAP_OFF + String.join("\n", block) + "\n" + WRAP_ON);
            painted = block.size();
        }
        err.flush();
    }

    /** Passes whole lines on to the display. */
    private static final class LinesAbove extends OutputStream {
        private final LiveDisplay display;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LinesAbove(LiveDisplay display) {
            this.display = display;
        }

        @Override
        public synchronized void write(int value) {
            if (value == '\n') {
                display.above(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(value);
            }
        }
    }
}
