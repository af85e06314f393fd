package dev.landfall.output;

import dev.landfall.apply.LossLedger;
import dev.landfall.bench.BenchOptions;
import dev.landfall.bench.BenchReport;
import dev.landfall.bench.CutoverBenchOptions;
import dev.landfall.bench.CutoverBenchReport;
import dev.landfall.bench.CutoverRound;
import dev.landfall.bench.Fact;
import dev.landfall.bench.Lag;
import dev.landfall.bench.Measurement;
import dev.landfall.bench.Part;
import dev.landfall.bench.ProcessorShare;
import dev.landfall.bench.StreamBenchOptions;
import dev.landfall.bench.StreamBenchReport;
import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.certificate.Certificate;
import dev.landfall.certificate.CertificateKey;
import dev.landfall.check.CheckResult;
import dev.landfall.cutover.FenceReport;
import dev.landfall.cutover.SourceSession;
import dev.landfall.cutover.SourceSessions;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.forecast.Outlook;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.Finding;
import dev.landfall.plan.ForeignKeyPlan;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.TablePlan;
import dev.landfall.retention.BinlogForecast;
import dev.landfall.retention.BinlogKeeping;
import dev.landfall.run.AssessmentReport;
import dev.landfall.run.Coverage;
import dev.landfall.run.EventTotals;
import dev.landfall.run.KeptVerification;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.Progress.StreamProgress;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.SchemaParity;
import dev.landfall.run.StatusReport;
import dev.landfall.run.StreamLag;
import dev.landfall.target.PgType;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.StreamOrders;
import dev.landfall.verify.Cause;
import dev.landfall.verify.EqualBefore;
import dev.landfall.verify.Fencing;
import dev.landfall.verify.KeySpan;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.Strength;
import dev.landfall.verify.TableChecksums;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import dev.landfall.window.WindowEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as commands give them. */
final class Samples {
    static final String SOURCE = "mariadb://reader@db1:3306/shop";
    static final String TARGET = "postgresql://owner@pg1:5432/shop";

    static final SchemaParity SCHEMA = new SchemaParity(true, List.of(), List.of());
    static final SchemaParity OTHER_SCHEMA = new SchemaParity(
            true,
            List.of(new SchemaDifference("shop.orders", "index orders_day_idx", "missing")),
            List.of("shop.orders.orders_customer"));

    static final Finding BLOCKER = new Finding(
            "TYPE-003",
            Finding.Severity.BLOCKER,
            "shop.orders.area",
            "GEOMETRY has no counterpart",
            "Leave the table out with --exclude-tables.");
    static final Finding INFO =
            new Finding("TYPE-010", Finding.Severity.INFO, "shop.orders.open", "tinyint(1) becomes smallint", "");

    private Samples() {}

    /** On a machine without pgloader. */
    static BenchReport bench() {
        return new BenchReport(
                3,
                4_100_000,
                1_200_000_000,
                new BenchOptions(2_000_000, 3, 2),
                List.of(
                        new Measurement(
                                "floor",
                                Measurement.State.MEASURED,
                                List.of(Duration.ofSeconds(19), Duration.ofSeconds(20), Duration.ofMillis(21_500)),
                                Duration.ofSeconds(33),
                                List.of(
                                        new Part("read", Duration.ofSeconds(12)),
                                        new Part("load", Duration.ofSeconds(8))),
                                ""),
                        new Measurement(
                                "pgloader",
                                Measurement.State.NOT_INSTALLED,
                                List.of(),
                                Duration.ZERO,
                                List.of(),
                                "pgloader is not on the PATH."),
                        new Measurement(
                                "landfall",
                                Measurement.State.MEASURED,
                                List.of(Duration.ofSeconds(25)),
                                Duration.ofSeconds(48),
                                List.of(new Part("copy", Duration.ofSeconds(24))),
                                "")),
                List.of(new Fact("machine", "2 processors")));
    }

    static CutoverBenchReport cutoverBench() {
        return new CutoverBenchReport(
                new CutoverBenchOptions(5_000_000, 2_000, Duration.ofSeconds(20), 2),
                List.of(
                        new CutoverRound(
                                "the writer ended by itself",
                                0,
                                0,
                                Duration.ZERO,
                                Duration.ZERO,
                                0,
                                List.of(),
                                List.of()),
                        new CutoverRound(
                                "",
                                1_890.4,
                                2_004.6,
                                Duration.ofMillis(1_022),
                                Duration.ofMillis(1_034),
                                7_282,
                                List.of(new ProcessorShare("source", 0.754), new ProcessorShare("writer", 0.1)),
                                List.of(
                                        new Part("fence", Duration.ofMillis(324)),
                                        new Part("verify", Duration.ofMillis(467))))),
                List.of(new Fact("machine", "2 processors")));
    }

    static StreamBenchReport streamBench() {
        return new StreamBenchReport(
                4,
                600_000,
                new StreamBenchOptions(150_000, 50_000, Duration.ofSeconds(30), 3),
                List.of(
                        new Measurement(
                                "decode",
                                Measurement.State.MEASURED,
                                List.of(Duration.ofSeconds(12)),
                                Duration.ofSeconds(20),
                                List.of(),
                                ""),
                        new Measurement(
                                "replica",
                                Measurement.State.FAILED,
                                List.of(),
                                Duration.ZERO,
                                List.of(),
                                "not everything arrived: sbtest2 has other values"),
                        new Measurement(
                                "landfall",
                                Measurement.State.MEASURED,
                                List.of(Duration.ofSeconds(14), Duration.ofSeconds(15), Duration.ofSeconds(17)),
                                Duration.ofSeconds(26),
                                List.of(),
                                "")),
                new Lag(
                        2_345.6,
                        1_500,
                        new Lag.Spread(
                                Duration.ofMillis(42),
                                Duration.ofMillis(90),
                                Duration.ofMillis(180),
                                Duration.ofMillis(1_234)),
                        new Lag.Spread(
                                Duration.ofMillis(38),
                                Duration.ofMillis(80),
                                Duration.ofMillis(150),
                                Duration.ofMillis(1_200)),
                        ""),
                List.of(new Fact("machine", "2 processors")));
    }

    /** What a page prints, without colours. */
    static String text(ResultPage page) {
        StringWriter text = new StringWriter();
        page.print(new TextPage(new PrintWriter(text), Ink.NONE, TextPage.WIDTH));
        return text.toString();
    }

    static String json(ResultPage page) {
        return JsonText.of(page.json());
    }

    static SourceCatalog catalog() {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-977", 0, false, false, 0, "", "UTC");
        return new SourceCatalog(
                server,
                "shop",
                List.of(table("customers", 4_551, 1_200_000), table("orders", 1_200_000, 310_200_000)),
                List.of(),
                List.of(),
                List.of());
    }

    private static SourceTable table(String name, long rows, long bytes) {
        return new SourceTable(
                new TableName("shop", name),
                "InnoDB",
                List.of(column("Id", "int(10) unsigned"), column("total", "decimal(10,2)")),
                List.of("Id"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                rows,
                bytes,
                "");
    }

    private static SourceColumn column(String name, String declaration) {
        return new SourceColumn(
                name,
                new MariaDbType.DecimalType(10, 2, false),
                declaration,
                false,
                new ColumnDefault.None(),
                false,
                null,
                null,
                null,
                false,
                false,
                "");
    }

    static MigrationPlan plan() {
        SourceTable orders = catalog().tables().get(1);
        TablePlan table = new TablePlan(
                orders,
                "shop",
                "orders",
                List.of(
                        new ColumnPlan(
                                orders.columns().get(0),
                                "id",
                                PgType.BIGINT,
                                false,
                                null,
                                null,
                                true,
                                null,
                                null,
                                Map.of()),
                        new ColumnPlan(
                                orders.columns().get(1),
                                "total",
                                PgType.numeric(10, 2),
                                false,
                                "0.00",
                                null,
                                false,
                                "total >= 0",
                                null,
                                Map.of())),
                List.of(0),
                0,
                List.of(),
                List.of(new IndexPlan(
                        "orders_total", false, IndexPlan.Method.BTREE, List.of(new IndexPlan.Part("total", true)), "")),
                List.<ForeignKeyPlan>of(),
                List.of(),
                null,
                null);
        return new MigrationPlan(
                PlanBasis.of(catalog(), "shop"), List.of(table), List.of(), List.of(), List.of(BLOCKER, INFO));
    }

    static AssessmentReport assessment(boolean blocked) {
        CheckResult passed =
                new CheckResult("binlog-format", CheckResult.Outcome.PASSED, "ROW", "", FailureCode.SOURCE_SETTING);
        CheckResult failed = new CheckResult(
                "binlog-row-image",
                CheckResult.Outcome.FAILED,
                "MINIMAL",
                "SET GLOBAL binlog_row_image = FULL.",
                FailureCode.SOURCE_SETTING);
        return new AssessmentReport(
                catalog(),
                blocked ? List.of(passed, failed) : List.of(passed),
                blocked ? List.of(BLOCKER, INFO) : List.of(),
                1_204_551,
                311_400_000,
                new AssessmentReport.Scan(1_204_551, List.of(), 0, Duration.ofSeconds(12)),
                Duration.ofSeconds(40),
                "assumes 30,000 rows/s",
                new AssessmentReport.Effort(
                        blocked ? AssessmentReport.Effort.Level.MEDIUM : AssessmentReport.Effort.Level.LOW,
                        "nothing to rewrite"));
    }

    static StatusReport status(boolean safe, String phase) {
        return new StatusReport(
                "shop",
                phase,
                SOURCE,
                TARGET,
                List.of(new StatusReport.TableStatus(
                        "orders", "copy", 600_000, 1_200_000, 155_000_000, 6, 12, null, null, null)),
                "0-1-977",
                "0-1-980",
                true,
                new StreamLag(safe ? 0 : 3, safe ? 0 : 2_100, safe ? 0L : 1_500L),
                safe ? "2026-01-02T03:04:05Z" : null,
                safe ? verification() : null,
                safe,
                List.of(safe ? "the last verification was clean" : "nothing has been verified yet"),
                PolicyEffects.NONE,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static KeptVerification verification() {
        return new KeptVerification(
                "equal",
                "fenced",
                "0-1-977",
                12,
                1_204_551,
                0,
                Duration.ofSeconds(40),
                Instant.parse("2026-01-02T03:04:05Z"),
                Duration.ofMinutes(3),
                true);
    }

    /** After the hand-over, while nobody brings anything back. */
    static StatusReport wayBack() {
        StatusReport status = status(false, "handed-over");
        return new StatusReport(
                status.name(),
                status.phase(),
                status.source(),
                status.target(),
                List.of(),
                status.appliedPosition(),
                status.sourcePosition(),
                false,
                status.lag(),
                null,
                verification(),
                false,
                status.reasons(),
                PolicyEffects.NONE,
                null,
                null,
                null,
                new StatusReport.WayBackStatus(
                        "landfall_shop_1a2b3c4d",
                        true,
                        false,
                        "0/1A2B3C4",
                        4_096,
                        65_536,
                        true,
                        12,
                        new WindowEnd(Instant.parse("2026-01-04T03:04:05Z"), Duration.ofHours(47))),
                List.of());
    }

    /** A stream that somebody has paused, on a source that does not keep its binary log for long enough. */
    static StatusReport pausedStream(boolean running) {
        StatusReport status = status(false, "streaming");
        StreamOrders orders = new StreamOrders(
                3,
                3,
                Instant.parse("2026-01-02T03:04:05Z"),
                500,
                GtidSet.parse("0-1-990"),
                null,
                Instant.parse("2026-01-02T03:04:00Z"));
        return new StatusReport(
                status.name(),
                status.phase(),
                status.source(),
                status.target(),
                verifiedTables(),
                status.appliedPosition(),
                status.sourcePosition(),
                running,
                status.lag(),
                null,
                verification(),
                false,
                status.reasons(),
                PolicyEffects.NONE,
                null,
                null,
                new StatusReport.StreamStatus(
                        orders,
                        lateStream(),
                        new EventTotals(1_204_332, 1_204_090, 232, 10),
                        new StatusReport.ProofStatus("0-1-900", "2026-01-02T03:00:00Z", "2026-01-02T02:00:00Z", 1_234)),
                null,
                List.of());
    }

    private static List<StatusReport.TableStatus> verifiedTables() {
        return List.of(
                copied("items", new StatusReport.TableProof("0-1-900", "2026-01-02T03:00:00Z", 1_200L, false)),
                copied("log", new StatusReport.TableProof("0-1-950", "2026-01-02T03:02:00Z", 34L, true)),
                copied("orders", new StatusReport.TableProof("0-1-900", "2026-01-02T03:00:00Z", null, false)),
                copied("parcels", null));
    }

    private static StatusReport.TableStatus copied(String table, StatusReport.@Nullable TableProof proof) {
        return new StatusReport.TableStatus(
                table, "done", 1_200_000, 1_200_000, 155_000_000, 12, 12, null, null, proof);
    }

    static BinlogForecast lateStream() {
        return new BinlogForecast(
                new BinlogKeeping(Duration.ofDays(1), 0, 1, 0),
                BinlogForecast.Reader.STREAM,
                Duration.ofHours(9),
                null,
                null);
    }

    static StreamProgress stream(long transactions, long changes, long lag, long lagMillis, long inWork, String at) {
        return new StreamProgress(
                transactions, changes, new StreamLag(lag, lagMillis, null), inWork, at, List.of(), null);
    }

    /** A copy that waits, on a source that does not keep its binary log for long enough. */
    static StatusReport heldCopy() {
        StatusReport status = status(false, "copying");
        CopyState state = new CopyState(
                List.of("threads running 45, limit 40"),
                2,
                Duration.ofMinutes(72),
                Duration.ofHours(20),
                1_204_551L,
                Duration.ofHours(3));
        return new StatusReport(
                status.name(),
                status.phase(),
                status.source(),
                status.target(),
                List.of(new StatusReport.TableStatus(
                        "orders",
                        "copy",
                        600_000,
                        1_200_000,
                        155_000_000,
                        6,
                        12,
                        12_000L,
                        Duration.ofSeconds(50),
                        null)),
                null,
                status.sourcePosition(),
                false,
                new StreamLag(0, 0, null),
                null,
                verification(),
                false,
                status.reasons(),
                PolicyEffects.NONE,
                new StatusReport.SnapshotStatus(
                        "copy",
                        new Outlook(Duration.ofHours(3), Map.of(), List.of("catching up with the source")),
                        List.of()),
                new StatusReport.CopyStatus(
                        state,
                        new BinlogForecast(
                                new BinlogKeeping(Duration.ofDays(1), 10_000_000_000L, 0, 0),
                                BinlogForecast.Reader.COPY,
                                state.oldestAge(),
                                state.eta(),
                                null)),
                null,
                null,
                List.of());
    }

    /** What a fence has to do with: a session that it does not hold back, and one whose COMMIT is refused. */
    static FenceReport fence(List<String> longer) {
        SourceSession batch =
                new SourceSession(17, "batch", "10.0.0.7:4711", "Sleep", Duration.ofSeconds(40), null, 0, null, true);
        SourceSession shop = new SourceSession(
                18,
                "shop",
                "10.0.0.8:4712",
                "Query",
                Duration.ofMillis(3_200),
                Duration.ofSeconds(123),
                14,
                "UPDATE orders\n   SET total = 0",
                false);
        return new FenceReport(
                Duration.ofMillis(300),
                new SourceSessions(List.of(batch, shop), List.of()),
                longer.isEmpty() ? List.of(batch) : List.of(),
                List.of(),
                longer);
    }

    /** A zero date made NULL, and two rows set aside. */
    static PolicyEffects policies() {
        return new PolicyEffects(
                List.of(
                        new LossLedger.Entry("orders", "shipped", "zeroDate", "null", 12, 1, "id=5; id=7; id=9"),
                        new LossLedger.Entry("notes", "body", "nulCharacter", "reject", 2, 0, "id=1; id=2")),
                Map.of("notes", 2L));
    }

    static TableVerdict equal() {
        return new TableVerdict(
                new TableName("shop", "customers"), 4_551, 4_551, 0, List.of(), "", Duration.ofMillis(300));
    }

    /** Of which only what has changed since was compared. */
    static TableVerdict equalBefore() {
        return new TableVerdict(
                new TableName("shop", "orders"),
                3,
                3,
                0,
                0,
                List.of(),
                "",
                Duration.ofMillis(30),
                null,
                null,
                new EqualBefore("0-1-950", 1_200_000, startedAt()));
    }

    static TableVerdict unsettled() {
        return new TableVerdict(
                new TableName("shop", "carts"), 12, 12, 0, List.of(), "2 rows kept changing", Duration.ofSeconds(60));
    }

    static TableVerdict different() {
        return new TableVerdict(
                new TableName("shop", "orders"),
                1_200_000,
                1_199_999,
                24,
                4,
                List.of(
                        new RowDifference(
                                RowDifference.Kind.CHANGED,
                                "id=42",
                                Cause.SEVERAL,
                                List.of(
                                        new ColumnDifference("total", "10.50", "10.05", Cause.OTHER),
                                        new ColumnDifference("note", null, "NULL", Cause.NULL_OR_EMPTY))),
                        new RowDifference(RowDifference.Kind.MISSING, "id=77", Cause.MISSING_ROW, List.of()),
                        new RowDifference(RowDifference.Kind.EXTRA, "id=<9>&\u0001", Cause.EXTRA_ROW, List.of())),
                "",
                Duration.ofMillis(12_345),
                null,
                new KeySpan(
                        "id",
                        key(1),
                        key(1001),
                        true,
                        List.of(new KeySpan.Place(key(42), key(77), 2), new KeySpan.Place(key(501), key(501), 2)),
                        0),
                null);
    }

    private static KeySpan.Key key(long value) {
        return new KeySpan.Key(BigInteger.valueOf(value), Long.toString(value));
    }

    static VerificationReport clean() {
        return new VerificationReport.Clean(
                Strength.STATIC, startedAt(), Duration.ofSeconds(1), "0-1-977", List.of(equal()), Fencing.NONE);
    }

    static VerificationReport withDifferences() {
        return new VerificationReport.WithDifferences(
                Strength.CONVERGENT,
                startedAt(),
                Duration.ofSeconds(75),
                "0-1-977",
                List.of(equal(), different(), unsettled()),
                Fencing.NONE);
    }

    static VerificationReport fenced() {
        return new VerificationReport.Clean(
                Strength.FENCED,
                startedAt(),
                Duration.ofSeconds(1),
                "0-1-977",
                List.of(equal()),
                new Fencing(Duration.ofMillis(12), ""));
    }

    /** One that went on from another one, which was interrupted. */
    static VerificationReport goneOn() {
        return new VerificationReport.Clean(
                Strength.FENCED,
                startedAt(),
                Duration.ofSeconds(1),
                "0-1-977",
                List.of(equal(), equalBefore()),
                new Fencing(Duration.ofMillis(12), ""));
    }

    static VerificationReport notProven() {
        return new VerificationReport.Unsettled(
                Strength.CONVERGENT,
                startedAt(),
                Duration.ofSeconds(75),
                "0-1-977",
                List.of(equal(), unsettled()),
                Fencing.NONE);
    }

    /** One that could not read a table on the target. */
    static VerificationReport partlyRead() {
        return new VerificationReport.Clean(
                        Strength.STATIC,
                        startedAt(),
                        Duration.ofSeconds(1),
                        "0-1-977",
                        List.of(equal(), equalBefore()),
                        Fencing.NONE)
                .with(List.of(TableVerdict.unread(
                        new TableName("shop", "carts"), "shop.carts.note is missing on the target")));
    }

    static Certificate certificate() {
        TableVerdict orders = new TableVerdict(
                new TableName("shop", "orders"),
                12,
                12,
                1,
                0,
                List.of(),
                "",
                Duration.ofMillis(300),
                new TableChecksums(BigInteger.valueOf(4711), BigInteger.valueOf(4711)),
                null,
                null);
        return new Certificate(
                "shop",
                SOURCE,
                TARGET,
                "Landfall 1",
                startedAt(),
                new VerificationReport.Clean(
                        Strength.STATIC,
                        startedAt(),
                        Duration.ofSeconds(1),
                        "0-1-977",
                        List.of(equal(), orders),
                        Fencing.NONE),
                SCHEMA,
                policies(),
                new Coverage("0cc175b9c0f1b6a831c399e269772661", List.of("shop.carts")));
    }

    /** RFC 8032's first test vector. */
    static CertificateKey key() throws IOException {
        Path file = Files.createTempFile("landfall", ".pem");
        try {
            Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                            + "-----END PRIVATE KEY-----\n");
            return CertificateKey.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Instant startedAt() {
        return Instant.parse("2026-01-02T03:04:05.678Z");
    }
}
