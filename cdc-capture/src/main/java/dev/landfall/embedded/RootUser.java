package dev.landfall.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What has to be different when this JVM runs as root, as it does in most containers. */
final class RootUser {
    /** The number of "nobody" on Debian and Red Hat. */
    private static final int NOBODY = 65534;

    private RootUser() {}

    static boolean isCurrent() throws IOException {
        return owner(Path.of("/proc/self")) == 0;
    }

    /**
     * In front of a command, makes it run as "nobody", for programs that refuse to run as root. It keeps one of root's
     * capabilities, to pass through folders that only root may enter, such as root's home or a private temporary
     * folder; the secure bit makes {@code access(2)} respect that capability too. Works where a container forbids user
     * name spaces ({@code unshare}).
     */
    static List<String> asNobody() {
        return List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--securebits=+no_setuid_fixup",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override",
                "--");
    }

    static void giveToNobody(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", NOBODY);
        Files.setAttribute(file, "unix:gid", NOBODY);
    }

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }
}
