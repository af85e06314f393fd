package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.runbook.Runbook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a migration's runbook: both pages, and what the next one is compared with. A page that somebody has edited since it was
 * written is never overwritten: it is set aside under a name with the time.
 */
public final class RunbookFolder {
    private static final String MARKDOWN = "runbook.md";
    private static final String HTML = "runbook.html";
    private static final String HISTORY = "runbook.json";

    private final String flag;
    private final Path folder;

    private RunbookFolder(String flag, Path folder) {
        this.flag = flag;
        this.folder = folder;
    }

    /**
     * @param flag names the path's origin in messages
     * @throws MigrationException USAGE when nothing can be written there
     */
    public static RunbookFolder at(String flag, Path folder) {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    flag + ": " + folder + " is no folder that can be written to.",
                    "Name a folder that exists and that you may write to.");
        }
        return new RunbookFolder(flag, folder);
    }

    /** @throws MigrationException USAGE when the folder has the runbook of another migration */
    public void requireFor(String migration) {
        Optional<String> other = history().map(RunbookHistory::name).filter(name -> !name.equals(migration));
        if (other.isPresent()) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    flag + ": " + folder + " holds the runbook of migration " + other.get()
                            + "; expected none, or that of " + migration + ".",
                    "Name another folder with --out.");
        }
    }

    /** @throws MigrationException INTERNAL when a file cannot be written; what was there is there then, or set aside */
    public RunbookPage write(Runbook runbook) {
        Optional<RunbookHistory> before = history();
        List<String> aside = setAside(runbook, before);
        List<RunbookChange> changes = before.map(old -> old.changesTo(runbook)).orElse(List.of());
        RunbookHistory now = RunbookHistory.of(
                runbook, changes, before.map(RunbookHistory::changes).orElse(List.of()));
        RunbookModel model = new RunbookModel(runbook, now.changes(), note(before, aside));
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put(MARKDOWN, written(MARKDOWN, model.markdown()));
        digests.put(HTML, written(HTML, model.html()));
        // Last: pages without it count as edited, and are kept.
        written(HISTORY, JsonText.of(now.with(digests).json()) + "\n");
        return new RunbookPage(
                runbook,
                folder.toString(),
                List.of(MARKDOWN, HTML, HISTORY),
                aside,
                before.map(RunbookHistory::madeAt).orElse(null),
                changes);
    }

    private static String note(Optional<RunbookHistory> before, List<String> aside) {
        return before.map(old -> "Nothing has changed since the runbook of " + old.madeAt() + ".")
                .orElse(
                        aside.isEmpty()
                                ? "This is the first runbook in this folder."
                                : "What was here before could not be compared; it is kept as "
                                        + String.join(", ", aside) + ".");
    }

    /** Empty when there is none, or none that can be read. */
    private Optional<RunbookHistory> history() {
        Path file = folder.resolve(HISTORY);
        return Files.exists(file) ? RunbookHistory.parse(text(file)) : Optional.empty();
    }

    private List<String> setAside(Runbook runbook, Optional<RunbookHistory> before) {
        List<String> aside = new ArrayList<>();
        Map<String, String> digests = before.map(RunbookHistory::digests).orElse(Map.of());
        String time = runbook.madeAt().toString().replaceAll("[-:]", "");
        for (String name : List.of(MARKDOWN, HTML)) {
            Path file = folder.resolve(name);
            if (Files.exists(file) && !digest(text(file)).equals(digests.get(name))) {
                aside.add(move(file, time));
            }
        }
        if (before.isEmpty() && Files.exists(folder.resolve(HISTORY))) {
            aside.add(move(folder.resolve(HISTORY), time));
        }
        return aside;
    }

    /** {@code runbook.md} becomes {@code runbook.20260102T030405Z.md}; never over another file. */
    private static String move(Path file, String time) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        Path to = file.resolveSibling(name.substring(0, dot) + "." + time + name.substring(dot));
        try {
            Files.move(file, to);
            return String.valueOf(to.getFileName());
        } catch (IOException e) {
            throw failed(file, "was edited by hand and cannot be set aside", e);
        }
    }

    private String written(String name, String text) {
        ReportFile.at(flag, folder.resolve(name)).write(text);
        return digest(text);
    }

    private static String text(Path file) {
        try {
            // Bytes that are no UTF-8 are somebody's edit; they make another digest, and no failure.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(file, "cannot be read", e);
        }
    }

    private static MigrationException failed(Path file, String what, IOException cause) {
        return new MigrationException(
                FailureCode.INTERNAL,
                file + " " + what + " (" + cause + ").",
                "Look at that file, and run the command again.",
                cause);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
