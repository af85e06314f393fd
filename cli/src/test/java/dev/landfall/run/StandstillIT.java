package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.setting.TlsSettings;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
