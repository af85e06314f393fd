package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SafeToCutOverTest {
    @Test
    void aCleanVerificationCountsForAWhileAndAProofUntilItIsGivenUp() {
        Instant now = Instant.now();
        Instant longAgo = now.minus(SafeToCutOver.VERIFICATION_HOLDS).minusSeconds(1);

        assertThat(judge(now, new SafeToCutOver.Proof(true, false)).yes()).isTrue();
        assertThat(judge(longAgo, new SafeToCutOver.Proof(true, true)).yes()).isTrue();
        assertThat(judge(longAgo, new SafeToCutOver.Proof(true, false)).reasons())
                .containsExactly("the last clean verification is more than 15 minutes old: run migrate verify");
    }

    @Test
    void whatWasNeverVerifiedIsToldFromWhatCountsNoLonger() {
        assertThat(judge(null, new SafeToCutOver.Proof(false, false)).reasons())
                .containsExactly("nothing has been verified yet: run migrate verify");
        assertThat(judge(null, new SafeToCutOver.Proof(true, false)).reasons())
                .containsExactly("no clean verification counts: the last one did not prove everything equal, or the"
                        + " schema has changed since: run migrate verify");
    }

    private static SafeToCutOver judge(@Nullable Instant clean, SafeToCutOver.Proof proof) {
        return SafeToCutOver.judge(
                record(clean),
                new SafeToCutOver.Stream(true, false, true, 0),
                Duration.ofSeconds(5),
                List.of(),
                List.of(),
                List.of(),
                proof);
    }

    private static MigrationRecord record(@Nullable Instant clean) {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceCatalog nothing =
                new SourceCatalog(server, "shop", List.of(), List.of(), List.of(), List.of(), "utf8mb4_general_ci");
        return new MigrationRecord(
                "shop",
                Phase.STREAMING,
                Planner.plan(PlanBasis.of(nothing, "shop")),
                "",
                new TableSelection(List.of(), List.of()),
                clean,
                null,
                MigrationRecord.Parts.NONE);
    }
}
