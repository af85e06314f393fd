package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.PolicyEffects;
import dev.landfall.verify.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A report to be written into a file. Its path is checked before the work begins, not after. */
public final class ReportFile {
    private final Path path;

    private ReportFile(Path path) {
        this.path = path;
    }

    /**
     * @param flag names the path's origin in messages
     * @throws MigrationException USAGE when there can be no such file
     */
    public static ReportFile at(String flag, Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || directory == null || !Files.isWritable(directory)) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    flag + ": " + path + " cannot be written.",
                    "Name a file in a directory that exists and that you may write to.");
        }
        return new ReportFile(path);
    }

    /**
     * As {@link #at}, for a report that is HTML or JSON by the file's name.
     *
     * @throws MigrationException USAGE also when the name ends in neither
     */
    public static ReportFile htmlOrJson(String flag, Path path) {
        ReportFile file = at(flag, path);
        if (!file.named(".html") && !file.named(".json")) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    flag + ": " + path + " does not say what it should hold.",
                    "Let the name end in .html or .json.");
        }
        return file;
    }

    public void write(AssessmentPage page) {
        write(named(".html") ? page.html() : JsonText.of(page.json()) + "\n");
    }

    /** @param source and target as {@code display()} of their configurations, without passwords */
    public void write(VerificationReport report, PolicyEffects policies, String source, String target) {
        write(
                named(".html")
                        ? VerificationHtml.of(report, policies, source, target)
                        : JsonText.of(new VerificationPage(report, policies).fullJson()) + "\n");
    }

    public void writeJunit(VerificationReport report) {
        write(JunitXml.of(report));
    }

    private boolean named(String ending) {
        return path.toString().endsWith(ending);
    }

    /** Whole or not at all: a half-written report could pass for a good one. */
    void write(String text) {
        try {
            Path unfinished = path.resolveSibling(path.getFileName() + ".part");
            Files.writeString(unfinished, text);
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    path + " cannot be written (" + e + ").",
                    "Make room or choose another file, and run the command again.",
                    e);
        }
    }
}
