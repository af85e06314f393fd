package dev.landfall.embedded;

import dev.landfall.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What differs between the two products. Each method works inside one server's home folder and nowhere else. */
interface ServerRecipe {
    /** For folders, threads and messages. */
    String name();

    /** The code under which a failure of this server is reported. */
    FailureCode failureCode();

    /** Whether the class path holds what {@link #unpack} needs. */
    boolean binariesPresent();

    void unpack(Path home) throws IOException;

    /** Creates the system tables and the one account. */
    void initialise(Path home) throws IOException;

    /** The command that runs the server in the foreground. */
    List<String> command(Path home, int port) throws IOException;

    /** What the server writes when it accepts connections. */
    String readyText();

    /** Signals that ask the server to stop, the friendliest first. */
    List<String> stopSignals();
}
