package dev.landfall.output;

import dev.landfall.run.Progress;
import dev.landfall.run.ProofKeeper;
import dev.landfall.verify.TableVerdict;

/** Shows how a long command gets on. Thread-safe; whoever opens it closes it, and then it shows nothing more. */
public interface ProgressDisplay extends Progress, AutoCloseable {
    /** A table has been compared. */
    void verdict(TableVerdict verdict);

    /** A pass of a continuous verification is over. */
    void passed(ProofKeeper.Pass pass);

    /** Shows a page in the place of progress, for the commands that watch. */
    void show(StatusPage page);

    @Override
    void close();
}
