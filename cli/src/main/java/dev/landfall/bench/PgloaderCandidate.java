package dev.landfall.bench;

import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** pgloader with its default casts, keys and indexes. */
final class PgloaderCandidate implements Candidate {
    private static final String LOAD_FILE = "pgloader.load";

    /** Its readers, converters and writers are workers each; on two cores, eight were faster than two or four. */
    private static final int THREADS_PER_WORKER = 4;

    /** Its default of 100,000 exhausts its heap with the documents; fewer than this changed nothing. */
    private static final int PREFETCH_ROWS = 5_000;

    private final BenchServers servers;
    private final DatabaseTrials trials;
    private final BenchFolder folder;
    private final Path binary;
    private final int workers;

    /** @param binary as {@link #find} gives it */
    PgloaderCandidate(BenchServers servers, DatabaseTrials trials, BenchFolder folder, Path binary, int workers) {
        this.servers = servers;
        this.trials = trials;
        this.folder = folder;
        this.binary = binary;
        this.workers = workers;
    }

    /** @param searchPath folders with a colon between, as in {@code PATH} */
    static Optional<Path> find(String searchPath) {
        return Pattern.compile(":")
                .splitAsStream(searchPath)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, "pgloader"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String name() {
        return BenchReport.PGLOADER;
    }

    /** Its version, and what its load file says beside the defaults. */
    String description() throws IOException, InterruptedException {
        String version = new Program(folder)
                .run(List.of(binary.toString(), "--version"), Map.of())
                .out()
                .lines()
                .findFirst()
                .orElse("")
                .replace("pgloader version", "")
                .replace("\"", "")
                .strip();
        return version + ", workers = " + threads() + ", concurrency = 1, prefetch rows = " + PREFETCH_ROWS;
    }

    @Override
    public Trial prepare() throws SQLException {
        return trials.prepare(TargetDatabases.EMPTY, this::into);
    }

    /** It ends with 0 even when it could not load a table: only the rows on the target tell. */
    private Attempt into(String database) throws IOException, InterruptedException {
        Path loadFile = folder.path().resolve(LOAD_FILE);
        try (InputStream template =
                Objects.requireNonNull(PgloaderCandidate.class.getResourceAsStream(LOAD_FILE), LOAD_FILE)) {
            Files.write(loadFile, template.readAllBytes());
        }
        return new Program(folder)
                .run(
                        List.of(
                                binary.toString(),
                                "--root-dir",
                                folder.path().resolve("pgloader").toString(),
                                loadFile.toString()),
                        environment(database))
                .attempt("pgloader");
    }

    /** What the load file refers to, so that no password is in it. */
    private Map<String, String> environment(String database) {
        SourceConfig source = servers.source(BenchServers.DATABASE);
        TargetConfig target = servers.target(database);
        return Map.of(
                "BENCH_SOURCE",
                        login(
                                source.user(),
                                source.password().value(),
                                source.host(),
                                source.port(),
                                source.database()),
                "BENCH_TARGET", login(target.user(), target.password().value(), target.host(), target.port(), database),
                "BENCH_WORKERS", String.valueOf(threads()),
                "BENCH_PREFETCH_ROWS", String.valueOf(PREFETCH_ROWS));
    }

    private int threads() {
        return workers * THREADS_PER_WORKER;
    }

    private static String login(String user, String password, String host, int port, String database) {
        return user + ":" + password + "@" + host + ":" + port + "/" + database;
    }
}
