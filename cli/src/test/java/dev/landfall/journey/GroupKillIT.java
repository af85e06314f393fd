package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.config.GroupOption;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.ProcessUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cutover and the rollback of a group are killed at their moments, one after another, while other tables of the server go on: at
 * each of them every table has one owner, the next command knows which, and nobody has lost a write.
 */
class GroupKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** In every build some, because each takes seconds. */
    private static final boolean NIGHTLY = Integer.getInteger("landfall.kill.seeds", 20) > 20;

    private static final Set<Kill> KILLS = NIGHTLY
            ? EnumSet.allOf(Kill.class)
            : EnumSet.of(Kill.CUTOVER_PROVEN, Kill.CUTOVER_HANDED_OVER, Kill.ROLLBACK_DECIDED);

    private static final int FENCE_TRIGGERS = 9;

    @TempDir
    private Path folder;

    private Path config;

    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "the cutover or the rollback of a group is killed with SIGKILL at one moment or another (all of them"
                    + " nightly), also when it is half taken out, or half of its tables are fenced, under writers to"
                    + " its tables and to others",
            seen = "is killed",
            result =
                    "as below, for the group's tables alone: the next command undoes or finishes it; the other tables take writes"
                            + " throughout, and nobody has lost one")
    void atEveryMomentAGroupHasOneOwnerAndNobodyLosesAWrite() throws Exception {
        config = Files.writeString(folder.resolve("landfall.yaml"), "groups: {sales: [customer, orders, remark]}\n");
        try (Voyage voyage = GroupCutoverIT.shop();
                BusyWriter others =
                        BusyWriter.of(voyage.source()::connect, "INSERT INTO product (name) VALUES ('busy')");
                BusyWriter clerk = BusyWriter.of(
                        voyage.source()::connect, "INSERT INTO orders (customer, total) VALUES (7, 4711)")) {
            succeeds(voyage, "snapshot");
            try (ProcessUnderTest stream = voyage.start("stream", "-c", config.toString())) {
                others.goesOn();
                aGroupThatIsHalfTakenOutIsNot(voyage);
                aFenceThatIsHalfMadeIsUndone(voyage, clerk);
                everyCutoverBeforeTheHandOverIsUndone(voyage, clerk);
                theHandOverStands(voyage, clerk);
                everyRollbackIsFinished(voyage);
                others.goesOn();
                assertThat(stream.isAlive()).as(stream.stderr()).isTrue();
                stream.terminate();
                assertThat(stream.waitForExit(LIMIT)).as(stream.stderr()).isZero();
            }
            others.stop();
            assertThat(others.refused()).isZero();
            assertThat(run(voyage, "cleanup", "--yes").err()).contains("RUN-002", "Groups were taken out");
            succeeds(voyage, "stream", "--until", "caught-up");
            succeeds(voyage, "verify");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.product WHERE name = 'busy'"))
                    .isEqualTo(Long.toString(others.written()));
        }
    }

    private void aGroupThatIsHalfTakenOutIsNot(Voyage voyage) throws Exception {
        killed(voyage, "GROUP_WRITTEN", "cutover", "--rehearse");
        assertThat(voyage.target().value("SELECT count(*) FROM landfall.migration"))
                .isEqualTo("1");
        killed(voyage, "GROUP_KEPT", "cutover", "--rehearse");
        assertThat(new Sales(voyage).phase()).isEqualTo("streaming");
        assertThat(run(voyage, "status", "--group", "sales").out()).contains("streaming", "orders");
    }

    private void aFenceThatIsHalfMadeIsUndone(Voyage voyage, BusyWriter clerk) throws Exception {
        killed(voyage, Failpoint.FENCE_TRIGGER_MADE + ":5", "cutover");
        assertThat(new Sales(voyage).phase()).isEqualTo("fenced");
        assertThat(new Sales(voyage).closed()).isNotEmpty().hasSizeLessThan(Sales.TABLES.size());
        isUndone(voyage, Kill.CUTOVER_FENCED, clerk);
    }

    private void everyCutoverBeforeTheHandOverIsUndone(Voyage voyage, BusyWriter clerk) throws Exception {
        for (Kill kill : Kill.of("cutover")) {
            if (KILLS.contains(kill) && kill != Kill.CUTOVER_HANDED_OVER) {
                killed(voyage, kill.name(), "cutover");
                kill.assertLeft(new Sales(voyage));
                if (kill == Kill.CUTOVER_PROVEN) {
                    // And so is the command that puts it right, in the middle of it.
                    killed(voyage, Failpoint.FENCE_TRIGGER_DROPPED + ":" + FENCE_TRIGGERS / 2, "cutover", "--rehearse");
                    assertThat(new Sales(voyage).phase()).isEqualTo("proven");
                    if (NIGHTLY) {
                        aTableThatSomebodyUsesStaysClosedAndIsNamed(voyage);
                    }
                }
                isUndone(voyage, kill, clerk);
            }
        }
    }

    /** Takes as long as the command looks for a free moment. */
    private void aTableThatSomebodyUsesStaysClosedAndIsNamed(Voyage voyage) throws SQLException {
        List<String> closed = new Sales(voyage).closed();
        String used = closed.get(0);
        try (Connection reader = voyage.source().connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM " + used);

            Voyage.Ended unclear = voyage.run(aboutSales("cutover", "--rehearse"));

            assertThat(unclear.exitCode()).as(unclear.toString()).isEqualTo(4);
            assertThat(unclear.err())
                    .contains("CUTOVER-003", "somebody uses " + used, "MariaDB owns the data", " --group sales");
            assertThat(new Sales(voyage).closed()).containsExactly(used);
            assertThat(new Sales(voyage).phase()).isEqualTo("proven");
            reader.rollback();
        }
    }

    private void isUndone(Voyage voyage, Kill kill, BusyWriter clerk) throws SQLException {
        Voyage.Ended next = next(voyage, kill);

        assertThat(next.err()).contains(kill.left().says());
        assertThat(new Sales(voyage).closed()).as(kill.name()).isEmpty();
        assertThat(new Sales(voyage).phase()).as(kill.name()).isEqualTo("streaming");
        assertThat(voyage.target()
                        .value("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                .isEqualTo("0");
        clerk.goesOn();
    }

    private void theHandOverStands(Voyage voyage, BusyWriter clerk) throws Exception {
        killed(voyage, Kill.CUTOVER_HANDED_OVER.name(), "cutover");

        Kill.CUTOVER_HANDED_OVER.assertLeft(new Sales(voyage));
        assertThat(next(voyage, Kill.CUTOVER_HANDED_OVER).err())
                .contains(Kill.CUTOVER_HANDED_OVER.left().says());
        clerk.stop();
        assertThat(clerk.refused()).isPositive();
        assertThat(voyage.target().value("SELECT count(*) FROM shop.orders WHERE total = 4711"))
                .isEqualTo(Long.toString(clerk.written()));
    }

    private void everyRollbackIsFinished(Voyage voyage) throws Exception {
        try (BusyWriter clerk =
                BusyWriter.of(voyage.target()::connect, "INSERT INTO shop.orders (customer, total) VALUES (8, 4712)")) {
            clerk.goesOn();
            aRollbackThatIsKilledMayBeAborted(voyage, clerk);
            String earlier = "";
            for (Kill kill : Kill.of("rollback")) {
                if (KILLS.contains(kill)) {
                    assertThat(killed(voyage, kill.name(), "rollback")).contains(earlier);
                    kill.assertLeft(new Sales(voyage));
                    earlier = kill.left().says();
                    if (kill == Kill.ROLLBACK_DECIDED) {
                        killed(voyage, Failpoint.FENCE_TRIGGER_DROPPED + ":" + FENCE_TRIGGERS / 2, "rollback");
                        assertThat(new Sales(voyage).phase()).isEqualTo("reopening");
                    }
                }
            }
            Voyage.Ended last = run(voyage, "rollback", "--group", "sales");
            assertThat(last.exitCode()).as(last.toString()).isZero();
            assertThat(last.err()).contains(earlier);
            clerk.stop();
            assertThat(voyage.source().value("SELECT COUNT(*) FROM orders WHERE total = 4712"))
                    .isEqualTo(Long.toString(clerk.written()));
        }
        assertThat(new Sales(voyage).closed()).isEmpty();
        voyage.source().execute("INSERT INTO remark VALUES ('home')");
        succeeds(voyage, "stream", "--group", "sales", "--until", "caught-up");
        succeeds(voyage, "verify", "--group", "sales");
    }

    private void aRollbackThatIsKilledMayBeAborted(Voyage voyage, BusyWriter clerk) throws Exception {
        killed(voyage, Kill.ROLLBACK_FENCED.name(), "rollback");
        Kill.ROLLBACK_FENCED.assertLeft(new Sales(voyage));
        succeeds(voyage, "rollback", "--abort", "--group", "sales");
        assertThat(new Sales(voyage).mariaDbTakesWrites()).isFalse();
        clerk.goesOn();
    }

    /** @return what it wrote to stderr until then */
    private String killed(Voyage voyage, String failpoint, String... command) throws Exception {
        try (ProcessUnderTest process = voyage.startUntil(failpoint, aboutSales(command))) {
            assertThat(process.waitForExit(LIMIT))
                    .as("%s: %s", failpoint, process.stderr())
                    .isEqualTo(Failpoint.EXIT_CODE);
            return process.stderr();
        }
    }

    private Voyage.Ended next(Voyage voyage, Kill kill) {
        Voyage.Ended next = voyage.run(aboutSales(kill.left().next().split(" ")));
        assertThat(next.exitCode())
                .as("%s: %s", kill, next)
                .isEqualTo(kill.left().exitCode());
        return next;
    }

    private String[] aboutSales(String... command) {
        String[] all = Arrays.copyOf(command, command.length + 4);
        System.arraycopy(new String[] {"--group", "sales", "-c", config.toString()}, 0, all, command.length, 4);
        return all;
    }

    private Voyage.Ended run(Voyage voyage, String... command) {
        String[] all = Arrays.copyOf(command, command.length + 2);
        all[command.length] = "-c";
        all[command.length + 1] = config.toString();
        return voyage.run(all);
    }

    private void succeeds(Voyage voyage, String... command) {
        Voyage.Ended ended = run(voyage, command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }

    /** The group's tables. */
    private final class Sales implements Kill.Scene {
        static final List<String> TABLES = List.of("customer", "orders", "remark");

        private final Voyage voyage;

        Sales(Voyage voyage) {
            this.voyage = voyage;
        }

        @Override
        public String phase() throws SQLException {
            return String.valueOf(
                    voyage.target().value("SELECT phase FROM landfall.migration WHERE name LIKE '%.sales'"));
        }

        /** All of them, or none. */
        @Override
        public boolean mariaDbTakesWrites() throws SQLException {
            List<String> closed = closed();
            assertThat(closed).as("tables with fence triggers").isIn(List.of(), TABLES);
            for (String table : TABLES) {
                assertThat(takesWrites(table)).as(table).isEqualTo(closed.isEmpty());
            }
            return closed.isEmpty();
        }

        /** Those that have some trigger of the fence. */
        List<String> closed() throws SQLException {
            return voyage
                    .source()
                    .query(
                            "SELECT DISTINCT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS"
                                    + " WHERE TRIGGER_SCHEMA = DATABASE() AND TRIGGER_NAME LIKE 'landfall\\_fence\\_%' ORDER BY 1")
                    .stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
        }

        /** Tried with an update that changes nothing. */
        private boolean takesWrites(String table) throws SQLException {
            String column = table.equals("remark") ? "text" : "id";
            try {
                voyage.source().execute("UPDATE " + table + " SET " + column + " = " + column + " LIMIT 1");
                return true;
            } catch (SQLException e) {
                assertThat(e.getErrorCode()).isEqualTo(GroupCutoverIT.READ_ONLY);
                return false;
            }
        }

        @Override
        public void writeToPostgreSql() throws SQLException {
            voyage.target().execute("UPDATE shop.orders SET total = 1 WHERE false");
        }

        @Override
        public Voyage.Ended status() {
            return voyage.run(aboutSales("status"));
        }

        @Override
        public String words(String text) {
            return new GroupOption("sales").in(text);
        }
    }
}
