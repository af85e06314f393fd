package dev.landfall.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stdout and stderr are connected to.
 *
 * @param out whether stdout is a terminal
 * @param err whether stderr is a terminal
 * @param colours whether a terminal may be coloured
 * @param unicode whether it shows more than ASCII
 */
public record Terminal(boolean out, boolean err, boolean colours, boolean unicode) {
    /** Pipes and files. */
    public static final Terminal NONE = new Terminal(false, false, false, false);

    public static Terminal detect(Map<String, String> environment) {
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(!dumb && isTerminal(1), !dumb && isTerminal(2), !noColour, unicode(environment));
    }

    /** By the first locale variable that is set, as in POSIX. */
    private static boolean unicode(Map<String, String> environment) {
        for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String locale = environment.getOrDefault(variable, "").toLowerCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("utf-8") || locale.contains("utf8");
            }
        }
        return false;
    }

    int textWidth() {
        return out ? Math.min(TextPage.WIDTH, TerminalSize.ask().columns()) : TextPage.WIDTH;
    }

    Ink inkOut() {
        return new Ink(out && colours);
    }

    Ink inkErr() {
        return new Ink(err && colours);
    }

    /** Java itself can only tell when neither stdin nor stdout is redirected. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(Path.of("/proc/self/fd"))) {
            return System.console() != null;
        }
        try {
            String device = Files.readSymbolicLink(link).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
