package dev.landfall.output;

import dev.landfall.apply.LossLedger;
import dev.landfall.certificate.Certificate;
import dev.landfall.certificate.CertificateKey;
import dev.landfall.run.PolicyEffects;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A certificate as an HTML page, before it is signed. */
final class CertificateHtml {
    private static final String MOVED = "rows were on their way";

    private CertificateHtml() {}

    static String of(Certificate certificate, CertificateKey key) {
        VerificationReport report = certificate.report();
        List<String> leftOut = certificate.coverage().leftOut();
        return HtmlTemplate.fill(
                "certificate",
                Map.ofEntries(
                        Map.entry("migration", certificate.migration()),
                        Map.entry("summary", summary(certificate)),
                        Map.entry("source", certificate.source()),
                        Map.entry("target", certificate.target()),
                        Map.entry("position", report.sourcePosition()),
                        Map.entry("strength", VerificationWords.strength(report)),
                        Map.entry(
                                "startedAt",
                                report.startedAt()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()),
                        Map.entry("took", Figures.duration(report.took())),
                        Map.entry("issuedAt", CertificateJson.issuedAt(certificate)),
                        Map.entry("tool", certificate.tool()),
                        Map.entry("plan", "md5:" + certificate.coverage().planDigest()),
                        Map.entry("schema", SchemaSection.headline(certificate.schema())),
                        Map.entry("key", key.sha256()),
                        Map.entry("leftOut", leftOut.isEmpty() ? List.of() : List.of(String.join(", ", leftOut))),
                        Map.entry(
                                "notValidated",
                                certificate.schema().notValidated().isEmpty()
                                        ? List.of()
                                        : List.of(String.join(
                                                ", ", certificate.schema().notValidated()))),
                        Map.entry(
                                "policies",
                                certificate.losses().stream()
                                        .map(CertificateHtml::policy)
                                        .toList()),
                        Map.entry(
                                "tables",
                                report.tables().stream()
                                        .map(table -> table(table, certificate.policies()))
                                        .toList())));
    }

    private static String summary(Certificate certificate) {
        long rejected = certificate.rejectedRows();
        return Figures.count(certificate.report().tables().size(), "table") + " with "
                + Figures.count(certificate.report().rows(), "row") + " are the same on both sides"
                + (rejected == 0
                        ? "."
                        : "; " + Figures.count(rejected, "row") + " " + (rejected == 1 ? "is" : "are")
                                + " set aside by policies.");
    }

    private static Map<String, Object> policy(LossLedger.Entry loss) {
        return Map.of(
                "column", loss.table() + "." + loss.column(),
                "loss", loss.loss(),
                "policy", loss.policy(),
                "inSnapshot", Figures.count(loss.inSnapshot()),
                "inStream", Figures.count(loss.inStream()));
    }

    private static Map<String, Object> table(TableVerdict table, PolicyEffects policies) {
        String checksum = CertificateJson.checksum(table);
        return Map.of(
                "table", table.table().toString(),
                "sourceRows", Figures.count(table.sourceRows()),
                "targetRows", Figures.count(table.targetRows()),
                "rejected", Figures.count(policies.rejected(table.table().name())),
                "sourceChecksum", checksum == null ? MOVED : checksum,
                "targetChecksum", checksum == null ? MOVED : checksum);
    }
}
