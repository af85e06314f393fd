package dev.landfall.output;

import dev.landfall.apply.LossLedger;
import dev.landfall.certificate.Certificate;
import dev.landfall.run.PolicyEffects;
import dev.landfall.verify.TableChecksums;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a certificate says, for programs. Without values of rows: it is shown to people who may not see those. */
final class CertificateJson {
    private CertificateJson() {}

    static JsonObject of(Certificate certificate) {
        VerificationReport report = certificate.report();
        Duration pause = report.fencing().pause();
        return JsonObject.of("format", Certificate.FORMAT)
                .with("migration", certificate.migration())
                .with("tool", certificate.tool())
                .with("source", certificate.source())
                .with("target", certificate.target())
                .with("plan", "md5:" + certificate.coverage().planDigest())
                .with("issuedAt", issuedAt(certificate))
                .with("verdict", Verdict.of(report))
                .with("strength", report.strength())
                .with("sourcePosition", report.sourcePosition())
                .with("startedAt", report.startedAt().toString())
                .with("tookMillis", report.took().toMillis())
                .with("pauseMillis", pause == null ? null : pause.toMillis())
                .with("allTables", certificate.coverage().leftOut().isEmpty())
                .with("leftOut", certificate.coverage().leftOut())
                .with("schema", SchemaSection.json(certificate.schema()))
                .with("rows", report.rows())
                .with("rejectedRows", certificate.rejectedRows())
                .with("policies", policies(certificate))
                .with("checksum", "sum-md5-60")
                .with(
                        "tables",
                        report.tables().stream()
                                .map(table -> table(table, certificate.policies()))
                                .toList());
    }

    static String issuedAt(Certificate certificate) {
        return certificate.issuedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Of both sides, which have the same; null where they were read at different moments. */
    static @Nullable String checksum(TableVerdict table) {
        TableChecksums checksums = table.checksums();
        return checksums == null || !checksums.same()
                ? null
                : checksums.source().toString();
    }

    private static List<JsonObject> policies(Certificate certificate) {
        return certificate.losses().stream()
                .map((LossLedger.Entry loss) -> JsonObject.of("table", loss.table())
                        .with("column", loss.column())
                        .with("loss", loss.loss())
                        .with("policy", loss.policy())
                        .with("inSnapshot", loss.inSnapshot())
                        .with("inStream", loss.inStream()))
                .toList();
    }

    private static JsonObject table(TableVerdict table, PolicyEffects policies) {
        String checksum = checksum(table);
        return JsonObject.of("table", table.table().toString())
                .with("sourceRows", table.sourceRows())
                .with("targetRows", table.targetRows())
                .with("sourceChecksum", checksum)
                .with("targetChecksum", checksum)
                .with("rejectedRows", policies.rejected(table.table().name()));
    }
}
