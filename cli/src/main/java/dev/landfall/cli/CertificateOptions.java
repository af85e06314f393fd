package dev.landfall.cli;

import dev.landfall.certificate.Certificate;
import dev.landfall.certificate.CertificateKey;
import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.migration.Migration;
import dev.landfall.output.CertificateCheckPage;
import dev.landfall.output.CertificateFiles;
import dev.landfall.output.CertifiedPage;
import dev.landfall.output.ResultPage;
import dev.landfall.run.Coverage;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.SchemaParity;
import dev.landfall.run.Version;
import dev.landfall.verify.VerificationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The certificate of a verification: asked for, written, checked. */
final class CertificateOptions {
    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description =
                    "If everything is equal, write a signed certificate: FILE with .json and with .html behind it, or"
                            + " the one that FILE ends in. All tables are compared by checksums then.",
            order = 10)
    private @Nullable Path certificate;

    @Option(
            names = "--certificate-key",
            paramLabel = "FILE",
            description = "PEM file of the Ed25519 key that signs it, or checks it.",
            order = 11)
    private @Nullable Path keyFile;

    @Option(
            names = "--check",
            description = "Only say whether the certificate is as it was signed. Needs no server.",
            order = 12)
    private boolean check;

    private @Nullable CertificateKey key;
    private @Nullable Coverage before;
    private @Nullable Certificate issued;

    boolean isAsked() {
        return certificate != null;
    }

    /** @param otherWork whether other options ask for more than a verification and a certificate */
    void requireSense(boolean otherWork) {
        if (certificate == null) {
            if (check) {
                throw refused("--check needs --certificate FILE, which it is about.");
            }
            return;
        }
        if (otherWork) {
            throw refused(
                    check
                            ? "--check only reads the certificate: no report and no repair comes of it."
                            : "--certificate is about what is there: repair first, and verify again.");
        }
        if (check && keyFile == null) {
            throw refused("--check needs --certificate-key FILE: anybody can sign with a key of their own.");
        }
        if (!check) {
            files().requireWritable();
        }
    }

    private static MigrationException refused(String message) {
        return new MigrationException(FailureCode.USAGE, message, "See migrate verify --help.");
    }

    boolean checks() {
        return check;
    }

    boolean asked() {
        return certificate != null;
    }

    @Nullable
    Path keyFile() {
        return keyFile;
    }

    private CertificateFiles files() {
        return CertificateFiles.of(Objects.requireNonNull(certificate));
    }

    Outcome check() {
        CertificateCheckPage page = files().check(CertificateKey.read(Objects.requireNonNull(keyFile)));
        return new Outcome(page.exitCode(), page, "");
    }

    /** Before the verification begins. @throws MigrationException USAGE without a key that signs */
    void begin(Migration migration, MigrationConfig config) {
        if (!asked()) {
            return;
        }
        Path file = config.verify().certificateKey();
        if (file == null) {
            throw refused("--certificate needs a key that signs it: --certificate-key FILE, or verify.certificateKey.");
        }
        CertificateKey read = CertificateKey.read(file);
        if (!read.canSign()) {
            throw refused("--certificate-key: " + file + " holds a public key only, which cannot sign.");
        }
        key = read;
        before = migration.coverage();
    }

    /** @param page of the verification @return with what becomes of the certificate, where one was asked for */
    ResultPage page(
            ResultPage page,
            Migration migration,
            MigrationConfig config,
            VerificationReport report,
            SchemaParity schema,
            PolicyEffects policies) {
        CertificateKey signing = key;
        Coverage begun = before;
        if (signing == null || begun == null) {
            return page;
        }
        Coverage ended = migration.coverage();
        Optional<String> refusal = Certificate.refusal(report, schema, begun, ended);
        if (refusal.isEmpty()) {
            issued = new Certificate(
                    config.name(),
                    config.source().display(),
                    config.target().display(),
                    "Landfall " + Version.current(),
                    Instant.now(),
                    report,
                    schema,
                    policies,
                    ended);
        }
        return new CertifiedPage(page, files(), signing.sha256(), refusal.orElse(""));
    }

    /** Behind the result, as reports are. */
    void write() {
        if (issued != null && key != null) {
            files().write(issued, key);
        }
    }
}
