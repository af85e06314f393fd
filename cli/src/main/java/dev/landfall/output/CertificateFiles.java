package dev.landfall.output;

import dev.landfall.certificate.Certificate;
import dev.landfall.certificate.CertificateKey;
import dev.landfall.certificate.NotValidException;
import dev.landfall.certificate.SignedJson;
import dev.landfall.certificate.SignedPage;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one certificate: what the name's ending says, else both, with {@code .json} and {@code .html} behind the name. */
public final class CertificateFiles {
    private static final String JSON = ".json";
    private static final String HTML = ".html";
    private static final String FLAG = "--certificate";

    private final List<Path> paths;

    private CertificateFiles(List<Path> paths) {
        this.paths = paths;
    }

    /** Looks at nothing yet. @throws MigrationException USAGE for a path that names no file */
    public static CertificateFiles of(Path path) {
        Path name = path.getFileName();
        if (name == null || name.toString().isEmpty()) {
            throw new MigrationException(FailureCode.USAGE, FLAG + ": " + path + " is no file.", "Name a file.");
        }
        return name.toString().endsWith(JSON) || name.toString().endsWith(HTML)
                ? new CertificateFiles(List.of(path))
                : new CertificateFiles(List.of(path.resolveSibling(name + JSON), path.resolveSibling(name + HTML)));
    }

    /** @throws MigrationException USAGE when one of them cannot be written */
    public void requireWritable() {
        paths.forEach(path -> ReportFile.at(FLAG, path));
    }

    public List<String> names() {
        return paths.stream().map(Path::toString).toList();
    }

    /** Those that are there already: of an earlier verification. */
    public List<String> there() {
        return paths.stream().filter(Files::exists).map(Path::toString).toList();
    }

    /** @param key its private half, too */
    public void write(Certificate certificate, CertificateKey key) {
        for (Path path : paths) {
            ReportFile.at(FLAG, path)
                    .write(
                            isJson(path)
                                    ? SignedJson.sign(JsonText.of(CertificateJson.of(certificate)), key)
                                    : SignedPage.sign(CertificateHtml.of(certificate, key), key));
        }
    }

    /** @throws MigrationException USAGE when one of them cannot be read */
    public CertificateCheckPage check(CertificateKey key) {
        List<CertificateCheckPage.Checked> checked = new ArrayList<>();
        for (Path path : paths) {
            checked.add(check(path, bytes(path), key));
        }
        return new CertificateCheckPage(checked, key.sha256());
    }

    private static CertificateCheckPage.Checked check(Path path, byte[] bytes, CertificateKey key) {
        try {
            if (isJson(path)) {
                return new CertificateCheckPage.Checked(path.toString(), "", SignedJson.check(bytes, key));
            }
            SignedPage.check(bytes, key);
            return new CertificateCheckPage.Checked(path.toString(), "", null);
        } catch (NotValidException e) {
            return new CertificateCheckPage.Checked(path.toString(), e.why(), null);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    FLAG + ": " + path + " cannot be read.",
                    "Name the certificate as it was named when it was written; without .json or .html both files are"
                            + " expected.",
                    e);
        }
    }

    private static boolean isJson(Path path) {
        return path.toString().endsWith(JSON);
    }
}
