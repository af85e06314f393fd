package dev.landfall.output;

import java.util.List;

/** A verification's result, and what has become of the certificate that was asked for. */
public final class CertifiedPage implements ResultPage {
    private final ResultPage verification;
    private final CertificateFiles files;
    private final String key;
    private final String refusal;

    /**
     * @param key SHA-256 of its public half
     * @param refusal why none is written, as part of a sentence; empty when one is
     */
    public CertifiedPage(ResultPage verification, CertificateFiles files, String key, String refusal) {
        this.verification = verification;
        this.files = files;
        this.key = key;
        this.refusal = refusal;
    }

    @Override
    public void print(TextPage page) {
        verification.print(page);
        page.blank();
        if (refusal.isEmpty()) {
            page.line("Certificate: " + String.join(", ", files.names()) + "; key SHA-256 " + key + ".");
            return;
        }
        List<String> there = files.there();
        page.line(page.ink().doubtful("No certificate was written") + ": " + refusal + "."
                + (there.isEmpty()
                        ? ""
                        : " " + String.join(", ", there) + (there.size() == 1 ? " is" : " are")
                                + " of an earlier verification."));
    }

    @Override
    public JsonObject json() {
        return verification
                .json()
                .with(
                        "certificate",
                        JsonObject.of("files", refusal.isEmpty() ? files.names() : List.of())
                                .with("key", key)
                                .with("refused", refusal.isEmpty() ? null : refusal));
    }
}
