package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A file that keeps a cutover in front of its fence for as long as it is there. */
final class HoldFile {
    /** Where the folder tells nothing of its changes, as network file systems do, the file is looked for so often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Path file;
    private final Progress progress;

    HoldFile(Path file, Progress progress) {
        this.file = file.toAbsolutePath();
        this.progress = progress;
    }

    /** What must stay true meanwhile. */
    interface Watch {
        /** Called about every second. */
        void check() throws SQLException;
    }

    /**
     * Returns when the file is gone. Whether it is there cannot be told without access to its folder: that holds, too.
     *
     * @return false when it was not there
     * @throws MigrationException {@code CUTOVER-001} when its folder cannot be watched
     * @throws InterruptedException when the user does not want to wait any more; nothing has begun
     */
    boolean await(Watch watch) throws SQLException, InterruptedException {
        if (Files.notExists(file)) {
            return false;
        }
        progress.phase("hold");
        progress.note("Holds in front of the fence, with the gate open, while " + file
                + " is there. Remove it to go on; Ctrl-C gives the cutover up, and nothing has begun.");
        try (WatchService folder = file.getFileSystem().newWatchService()) {
            WatchKey key = file.resolveSibling("").register(folder, StandardWatchEventKinds.ENTRY_DELETE);
            while (!Files.notExists(file)) {
                watch.check();
                folder.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                key.pollEvents();
                key.reset();
            }
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.CUTOVER_NOT_SAFE,
                    "The cutover was not begun: the folder of " + file + " cannot be watched (" + e.getMessage()
                            + "). Writes were never refused.",
                    "Name a file with --hold-file in a folder that you may read, then run migrate cutover again.",
                    e);
        }
        progress.note("No longer holds: " + file + " is gone.");
        return true;
    }
}
