package dev.landfall.output;

import dev.landfall.certificate.SignedJson;
import dev.landfall.failure.FailureCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether certificates are as they were signed. */
public final class CertificateCheckPage implements ResultPage {
    private final List<Checked> files;
    private final String key;

    /**
     * @param problem empty for one that is valid
     * @param facts what it says; null for a page, and for one that is not valid
     */
    record Checked(String file, String problem, SignedJson.@Nullable Facts facts) {}

    CertificateCheckPage(List<Checked> files, String key) {
        this.files = List.copyOf(files);
        this.key = key;
    }

    public boolean valid() {
        return files.stream().allMatch(file -> file.problem().isEmpty());
    }

    public int exitCode() {
        return valid() ? 0 : FailureCode.CERTIFICATE_NOT_VALID.kind().exitCode();
    }

    @Override
    public void print(TextPage page) {
        page.line(
                valid()
                        ? page.ink().good("VALID") + ": as signed, byte for byte."
                        : page.ink().bad("NOT VALID (" + FailureCode.CERTIFICATE_NOT_VALID.code() + ")")
                                + ": do not rely on it.");
        page.line("Key SHA-256 " + key + ".");
        for (Checked file : files) {
            page.line(file.file() + ": " + (file.problem().isEmpty() ? "valid" : "not valid, " + file.problem()) + ".");
            SignedJson.Facts facts = file.facts();
            if (facts != null) {
                page.line("  Migration " + facts.migration() + ", issued at " + facts.issuedAt() + ": "
                        + Figures.count(facts.tables(), "table") + " equal, "
                        + (facts.leftOut() == 0 ? "" : Figures.count(facts.leftOut()) + " left out, ")
                        + facts.strength()
                        + " at source position "
                        + facts.sourcePosition() + ".");
            }
        }
    }

    @Override
    public JsonObject json() {
        JsonObject json = new JsonObject();
        if (!valid()) {
            json.with("code", FailureCode.CERTIFICATE_NOT_VALID.code());
        }
        return json.with("valid", valid())
                .with("key", key)
                .with(
                        "files",
                        files.stream()
                                .map(file -> JsonObject.of("file", file.file())
                                        .with("valid", file.problem().isEmpty())
                                        .with("problem", file.problem().isEmpty() ? null : file.problem()))
                                .toList());
    }
}
