package dev.landfall.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements of the {@code sql/} folder by name. Thread-safe. */
public final class SqlFile {
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    private SqlFile() {}

    /**
     * @param name path below {@code sql/}, for example {@code source/list_tables.sql}
     * @return the file's text, its header comment included
     * @throws IllegalArgumentException when there is no such file
     */
    public static String load(String name) {
        return TEXTS.computeIfAbsent(name, SqlFile::read);
    }

    private static String read(String name) {
        try (InputStream in = SqlFile.class.getResourceAsStream("/sql/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no SQL file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read SQL file " + name, e);
        }
    }
}
