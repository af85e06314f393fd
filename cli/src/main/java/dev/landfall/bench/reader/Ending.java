package dev.landfall.bench.reader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a reader ends: at once, since whatever it would tidy up is not what is measured. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private Ending() {}

    interface Work {
        void run() throws Exception;
    }

    /** Ends the process, with exit code 1 when the work fails. */
    static void after(Work work) {
        int exitCode = 1;
        try {
            work.run();
            exitCode = 0;
        } catch (Exception e) {
            LOG.atError().setCause(e).log("the reader failed");
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
