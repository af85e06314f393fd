package dev.landfall.config;

import dev.landfall.setting.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passwords come from the environment, else from a file, else there is none: some servers want none. */
final class PasswordReader {
    private final Map<String, String> environment;
    private final ConfigProblems problems;
    private final Consumer<String> warnings;

    PasswordReader(Map<String, String> environment, ConfigProblems problems, Consumer<String> warnings) {
        this.environment = environment;
        this.problems = problems;
        this.warnings = warnings;
    }

    Secret read(UrlScheme scheme, @Nullable Given file) {
        String value = environment.get(scheme.passwordVariable());
        if (value != null) {
            return new Secret(value);
        }
        return file == null ? Secret.NONE : readFile(file);
    }

    private Secret readFile(Given file) {
        Path path = file.resolve(file.text());
        try {
            String password = Files.readString(path).replaceFirst("\r?\n$", "");
            if (password.isEmpty()) {
                problems.add(file.where(), path + " is empty.");
            }
            if (readableByEverybody(path)) {
                warnings.accept(file.where() + ": everybody on this machine can read " + path
                        + "; take that right away: chmod o= " + path);
            }
            return new Secret(password);
        } catch (IOException e) {
            problems.add(file.where(), "there is no readable text file " + path + ".");
            return Secret.NONE;
        }
    }

    private static boolean readableByEverybody(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    }
}
