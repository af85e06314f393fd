package dev.landfall.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The version of this build. */
public final class Version {
    private static final String CURRENT = read();

    private Version() {}

    /** From the jar's manifest; {@code development} when run from class folders. */
    public static String current() {
        return CURRENT;
    }

    /** Not asked of the package: it is described by whatever jar or folder its first class has come from. */
    private static String read() {
        URI place = URI.create(Version.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        Path file = Path.of(place);
        if (!Files.isRegularFile(file)) {
            return "development";
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            String version = Objects.requireNonNull(jar.getManifest())
                    .getMainAttributes()
                    .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? "development" : version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
