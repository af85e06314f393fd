package dev.landfall.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The servers that are up or starting. One shutdown hook closes whatever is still here when the JVM ends. */
final class OpenServers {
    private static final Set<RunningServer> OPEN = ConcurrentHashMap.newKeySet();
    private static volatile boolean stopping;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OpenServers::closeAll, "embedded-servers-stop"));
    }

    private OpenServers() {}

    static void add(RunningServer server) {
        OPEN.add(server);
    }

    static void remove(RunningServer server) {
        OPEN.remove(server);
    }

    static boolean jvmIsStopping() {
        return stopping;
    }

    private static void closeAll() {
        stopping = true;
        RuntimeException failure = null;
        for (RunningServer server : OPEN) {
            failure = closeOne(server, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Returns the failures so far: one server that cannot be closed does not keep the next one open. */
    private static @Nullable RuntimeException closeOne(RunningServer server, @Nullable RuntimeException earlier) {
        try {
            server.close();
            return earlier;
        } catch (RuntimeException e) {
            if (earlier == null) {
                return e;
            }
            earlier.addSuppressed(e);
            return earlier;
        }
    }
}
