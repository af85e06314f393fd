package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.event.GtidSet;
import dev.landfall.setting.TlsSettings;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import dev.landfall.verify.NotFencedException;
import dev.landfall.verify.ProofLedger;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StandstillIT {
    private static final GtidSet PLACE = GtidSet.parse("0-1-5");
    private static final StreamHoldStore STORE = new StreamHoldStore("shop");

    private final List<String> notes = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }
    };

    @Test
    @Timeout(60)
    void oneWhoKeepsAskingIsHeardForAsLongAsOneRequest() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection control = database.connect()) {
            MigrationStore.upgrade(control);
            database.execute(
                    "INSERT INTO landfall.migration VALUES ('shop', '1', 's', 'shop', 'streaming', '', '', '{}')");
            Standstill standstill = new Standstill("shop", control, progress, Duration.ofSeconds(2));
            try (RoleLock first = RoleLock.acquire(target(database), "shop", Role.VERIFY)) {
                assertThat(first).isNotNull();
                STORE.ask(control, null);
                STORE.ask(control, PLACE);
                // The stream never gets there, and is asked again at each of its steps
                standstill.keep(() -> GtidSet.EMPTY, () -> false, () -> true, place -> {
                    STORE.ask(control, place);
                    return true;
                });
                assertThat(notes).hasSize(1).first().asString().contains("has held the stream for");
                standstill.keep(() -> GtidSet.EMPTY, () -> false, () -> true, StandstillIT::fails);
            }
            try (RoleLock next = RoleLock.acquire(target(database), "shop", Role.VERIFY)) {
                assertThat(next).isNotNull();
                // Whoever comes next is heard anew, until the stream is told otherwise
                long request = STORE.ask(control, null);
                standstill.keep(() -> PLACE, () -> granted(control) == request, () -> true, StandstillIT::fails);
                STORE.ask(control, PLACE);
                standstill.keep(() -> PLACE, () -> false, () -> false, StandstillIT::fails);
                assertThat(granted(control)).isEqualTo(request + 1);
                assertThat(notes).hasSize(1);
            }
        }
    }

    /** One verification waits for the other, and as long as it is worth it. */
    @Test
    @Timeout(60)
    @SuppressWarnings("try") // the role is given back in the middle
    void whoWantsTheStreamWaitsForHisTurn() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection other = database.connect();
                RoleLock first = RoleLock.acquire(target(database), "shop", Role.VERIFY)) {
            CompletableFuture<Optional<RoleLock>> second =
                    CompletableFuture.supplyAsync(() -> await(database, Duration.ofSeconds(50), () -> {}));
            Awaitility.await().until(() -> "1".equals(database.value(WAITING)));
            first.close();
            try (RoleLock turn = second.get().orElseThrow()) {
                assertThat(RoleLock.isHeld(other, "shop", Role.VERIFY)).isTrue();
                turn.check(Duration.ofSeconds(5));
                assertThat(await(database, Duration.ofMillis(100), () -> {})).isEmpty();
                assertThatThrownBy(() ->
                                RoleLock.await(target(database), "shop", Role.VERIFY, Duration.ofSeconds(50), () -> {
                                    throw new NotFencedException("the stream has ended meanwhile");
                                }))
                        .isInstanceOf(NotFencedException.class);
                database.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
                assertThatThrownBy(() -> turn.check(Duration.ofSeconds(5)))
                        .hasMessageContaining("verify role was lost");
            }
            assertThat(RoleLock.isHeld(other, "shop", Role.VERIFY)).isFalse();
        }
    }

    private static final String WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static Optional<RoleLock> await(
            TestTargetDatabase database, Duration patience, RoleLock.Meanwhile<RuntimeException> meanwhile) {
        try {
            return RoleLock.await(target(database), "shop", Role.VERIFY, patience, meanwhile);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A cutover that waits for the stream does so no longer than writes may be refused, also when PostgreSQL does not answer at all. */
    @Test
    @Timeout(60)
    void aServerThatSaysNothingIsTakenForLost() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            MigrationStore.upgrade(other);
            try (TargetProgress progress = new TargetProgress(target(database), "shop")) {
                progress.limitSilence(Duration.ofSeconds(3));
                assertThat(progress.applied()).isEqualTo(GtidSet.EMPTY);
                statement.execute("BEGIN; LOCK TABLE landfall.position IN ACCESS EXCLUSIVE MODE");

                assertThatThrownBy(progress::applied).hasCauseInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    /** What one has come to nothing with, another one may be about to prove. */
    @Test
    void whoEndsWhatIsUnprovenLeavesTheOthersAlone() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection one = database.connect();
                Connection other = database.connect()) {
            MigrationStore.upgrade(one);
            ProofLedger ledger = new ProofLedger("shop");
            String noted = ledger.begin(one, "plan", "shop").token();
            assertThat(ledger.begin(other, "plan", "shop")).isEqualTo(new ProofLedger.Begun(noted, false));

            ledger.endUnproven(one, noted);
            assertThat(database.value(TOKEN)).isEqualTo(noted);
            ledger.letGo(one);
            ledger.endUnproven(other, noted);
            assertThat(database.query(TOKEN)).isEmpty();
            ledger.letGo(other);

            String anew = ledger.begin(other, "plan", "shop").token();
            assertThat(anew).isNotEqualTo(noted);
            ledger.letGo(other);
            ledger.endUnproven(one, noted);
            assertThat(database.value(TOKEN)).isEqualTo(anew);
            database.execute("INSERT INTO landfall.changed_row (migration, source_table) VALUES ('shop', 'item')");
            ProofLedger.Begun byAnother = ledger.begin(one, "another plan", "shop");
            assertThat(byAnother.token()).isNotEqualTo(anew);
            // What was noted by columns of the plan before says nothing by those of this one.
            assertThat(byAnother.anew()).isTrue();
            assertThat(database.value("SELECT count(*) FROM landfall.changed_row"))
                    .isEqualTo("0");
        }
    }

    private static final String TOKEN = "SELECT token FROM landfall.tracking";

    /** Every transition out of every phase: what docs/states.md does not show is refused. */
    @Test
    void aPhaseIsLeftByItsTransitionsOnly() throws Exception {
        try (TestTargetDatabase database = TestPostgres.shared().createDatabase();
                Connection control = database.connect()) {
            MigrationStore.upgrade(control);
            MigrationStore store = new MigrationStore("shop");
            for (Phase phase : Phase.values()) {
                for (Transition transition : Transition.values()) {
                    database.execute(
                            "DELETE FROM landfall.migration",
                            "INSERT INTO landfall.migration VALUES ('shop', '1', 's', 'shop', '" + phase.text()
                                    + "', '', '', '{}')");

                    boolean kept = store.move(control, transition);

                    boolean permitted = transition.from().contains(phase);
                    assertThat(kept).as("%s out of %s", transition, phase).isEqualTo(permitted);
                    assertThat(store.phase(control)).contains(permitted ? transition.to() : phase);
                }
            }
        }
    }

    private static boolean fails(GtidSet place) {
        throw new AssertionError("asked to go on to " + place);
    }

    private static long granted(Connection control) {
        try {
            return STORE.find(control).orElseThrow().granted();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TargetDatabase target(TestTargetDatabase database) {
        return new TargetDatabase(new TargetConfig(
                database.server().host(),
                database.server().port(),
                database.name(),
                database.user(),
                database.password(),
                TlsSettings.DISABLED,
                "shop"));
    }
}
