package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.apply.RejectedReplay;
import dev.landfall.cutover.CutoverReceipt;
import dev.landfall.cutover.FinalCutoverReceipt;
import dev.landfall.cutover.RollbackReceipt;
import dev.landfall.forecast.Outlook;
import dev.landfall.run.CleanupReport;
import dev.landfall.run.ControlReport;
import dev.landfall.run.Progress.CopyProgress;
import dev.landfall.run.Progress.StreamProgress;
import dev.landfall.run.Progress.TableProgress;
import dev.landfall.run.ProofKeeper;
import dev.landfall.run.RepairOutcome;
import dev.landfall.run.ReplayReceipt;
import dev.landfall.run.ReverseReceipt;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.SchemaReport;
import dev.landfall.run.SnapshotReceipt;
import dev.landfall.run.StreamLag;
import dev.landfall.run.StreamReceipt;
import dev.landfall.throttle.WorkingTime;
import dev.landfall.verify.RepairReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/json.md names every member that is ever written. */
class JsonReferenceTest {
    private static final Duration TOOK = Duration.ofSeconds(1);

    @Test
    void everyMemberIsDocumented() throws IOException {
        // Given
        String page = Files.readString(Path.of("../docs/json.md"));
        Set<String> names = new TreeSet<>();
        for (JsonObject object : everything()) {
            collect(new JsonMapper().readTree(JsonText.of(object)), names);
        }

        // Then
        assertThat(names).hasSizeGreaterThan(80).allMatch(name -> page.contains("`" + name + "`"));
    }

    private static ContinuousPage continuous() {
        ContinuousPage page = new ContinuousPage();
        page.add(new ProofKeeper.Pass(Samples.clean(), true, true, "", WorkingTime.NONE));
        return page;
    }

    private static List<JsonObject> everything() {
        List<JsonObject> all = new ArrayList<>();
        for (ResultPage page : List.of(
                new AssessmentPage(Samples.assessment(true), Samples.SOURCE, Samples.TARGET),
                new PlanPage(Samples.plan(), List.of("CREATE SCHEMA shop")),
                new SchemaPage(new SchemaReport(List.of(), 1)),
                new SchemaDiffPage(List.of(new SchemaDifference("a", "b", "c"))),
                new SnapshotPage(new SnapshotReceipt(
                        "0-1-1",
                        true,
                        List.of(new SnapshotReceipt.TableCopied("a", 1, 1, TOOK, TOOK, 0)),
                        Samples.policies(),
                        List.of("a view"),
                        List.of(new SnapshotReceipt.Step("copy", TOOK)))),
                new StreamPage(new StreamReceipt(StreamReceipt.End.STOPPED, "0-1-1", 1, 1, TOOK)),
                new StreamStoppedPage(),
                new CutoverPage(
                        new CutoverReceipt(
                                true,
                                "0-1-1",
                                TOOK,
                                1,
                                true,
                                List.of(new CutoverReceipt.Step("fence", TOOK)),
                                Samples.fence(List.of())),
                        true,
                        Samples.policies()),
                new FinalCutoverPage(new FinalCutoverReceipt(true, "")),
                new RollbackAbortedPage(true),
                new ReversePage(new ReverseReceipt(ReverseReceipt.End.STOPPED, "0/1", 1, 1, TOOK, null)),
                new RollbackPage(
                        new RollbackReceipt("0-1-1", TOOK, 1, List.of(new CutoverReceipt.Step("fence", TOOK)))),
                new ReplayPage(new ReplayReceipt(List.of(new RejectedReplay.Result("a", 1, 1)))),
                new RunbookPage(
                        RunbookSamples.first(),
                        "books",
                        List.of("runbook.md"),
                        List.of(),
                        "2026-01-02T03:04:05Z",
                        List.of(new RunbookChange("2026-01-02T03:04:05Z", "phase", "copying", "streaming"))),
                new StatusPage(Samples.heldCopy()),
                new StatusPage(Samples.status(true, "streaming")),
                new StatusPage(Samples.pausedStream(true)),
                new StatusPage(Samples.wayBack()),
                new ControlPage(new ControlReport(
                        ControlReport.Run.SNAPSHOT,
                        List.of(new ControlReport.Setting("workers", "4", "2")),
                        true,
                        "copy",
                        List.of("paused"),
                        true,
                        true)),
                new BenchPage(Samples.bench(), false),
                continuous(),
                new CutoverBenchPage(Samples.cutoverBench(), false),
                new StreamBenchPage(Samples.streamBench(), false),
                new CleanupPage(new CleanupReport(true, List.of(), List.of())))) {
            all.add(page.json());
        }
        all.add(new VerificationPage(
                        Samples.withDifferences(),
                        Samples.OTHER_SCHEMA,
                        Samples.policies(),
                        new RepairOutcome(Samples.withDifferences(), RepairReceipt.NONE, 1, true))
                .fullJson());
        all.add(CertificateJson.of(Samples.certificate()));
        CertificateFiles certificate = CertificateFiles.of(Path.of("parity.json"));
        all.add(new CertifiedPage(new CleanupPage(new CleanupReport(true, List.of(), List.of())), certificate, "0", "")
                .json());
        all.add(new CertificateCheckPage(List.of(new CertificateCheckPage.Checked("a", "b", null)), "0").json());
        all.addAll(VerdictJson.events(Samples.different()));
        all.addAll(VerdictJson.events(Samples.equalBefore()));
        all.add(RunbookHistory.of(
                        RunbookSamples.rehearsed(),
                        RunbookHistory.of(RunbookSamples.first(), List.of(), List.of())
                                .changesTo(RunbookSamples.rehearsed()),
                        List.of())
                .with(Map.of("runbook.md", "0"))
                .json());
        ProgressBoard board = new ProgressBoard(System::nanoTime);
        board.table(new TableProgress("a", "copy", 1, 2, 3));
        board.outlook(new Outlook(TOOK, Map.of(), List.of("views")));
        board.stream(
                new StreamProgress(1, 1, new StreamLag(1, 1, 1L), 1, "0-1-1", List.of("paused"), Samples.lateStream()));
        board.copying(new CopyProgress(List.of("paused"), TOOK, 1L));
        all.add(ProgressJson.of(board.view()).orElseThrow());
        return all;
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.properties().forEach(member -> names.add(member.getKey()));
        node.forEach(child -> collect(child, names));
    }
}
