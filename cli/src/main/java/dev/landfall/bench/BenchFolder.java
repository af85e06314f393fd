package dev.landfall.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that does not outlive the benchmark, nor the JVM. */
final class BenchFolder implements AutoCloseable {
    private final Path path;
    private final Thread onEnd = new Thread(this::remove, "bench-folder-remove");

    private BenchFolder(Path path) {
        this.path = path;
    }

    static BenchFolder create() throws IOException {
        BenchFolder folder = new BenchFolder(Files.createTempDirectory("landfall-bench-"));
        Runtime.getRuntime().addShutdownHook(folder.onEnd);
        return folder;
    }

    File file(String name) {
        return path.resolve(name).toFile();
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(onEnd);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook finds nothing any more.
        }
    }

    private synchronized void remove() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
