package dev.landfall.config;

import dev.landfall.setting.TlsSettings;
import dev.landfall.setting.TlsSettings.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The TLS parameters of a URL. A remote server must prove who it is unless the user spells out otherwise. */
final class TlsReader {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|::1|(0+:){7}0*1");

    private final Given given;
    private final String host;
    private final Map<String, String> parameters;
    private final ConfigProblems problems;

    TlsReader(Given given, DatabaseUrl url, ConfigProblems problems) {
        this.given = given;
        this.host = url.host();
        this.parameters = url.parameters();
        this.problems = problems;
    }

    TlsSettings read(Consumer<String> warnings) {
        TlsSettings tls = new TlsSettings(mode(), file("tlsCa"), file("tlsCert"), file("tlsKey"));
        if (parameters.containsKey("tlsCert") != parameters.containsKey("tlsKey")) {
            problem("a client certificate needs both tlsCert and tlsKey.");
        }
        if (tls.mode() == Mode.DISABLE && parameters.size() > 1) {
            problem("tls=disable contradicts the certificates that stand beside it.");
        } else if (tls.mode() == Mode.REQUIRE && tls.ca() != null) {
            problem("tls=require does not look at tlsCa; write tls=verify-ca or tls=verify-full.");
        } else if (tls.mode() == Mode.DISABLE && !isLoopback()) {
            warnings.accept(given.where() + ": with tls=disable everybody on the way to " + host
                    + " can read the password and every row.");
        }
        return tls;
    }

    private Mode mode() {
        String text = parameters.get("tls");
        if (text == null) {
            // Who names certificates wants them used, on this machine as well.
            return isLoopback() && parameters.isEmpty() ? Mode.DISABLE : Mode.VERIFY_FULL;
        }
        Optional<Mode> mode = Arrays.stream(Mode.values())
                .filter(known -> known.text().equals(text))
                .findFirst();
        if (mode.isEmpty()) {
            problem("tls=" + text + " is unknown; known are "
                    + String.join(
                            ", ", Arrays.stream(Mode.values()).map(Mode::text).toList()) + ".");
        }
        return mode.orElse(Mode.VERIFY_FULL);
    }

    private @Nullable Path file(String name) {
        String text = parameters.get(name);
        if (text == null) {
            return null;
        }
        Path path = given.resolve(text);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            problem("there is no readable file " + path + " (" + name + ").");
        }
        return path;
    }

    private boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    private void problem(String text) {
        problems.add(given.where(), text);
    }
}
