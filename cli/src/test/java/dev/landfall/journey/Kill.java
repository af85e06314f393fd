package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failpoint.Failpoint;
import dev.landfall.run.Phase;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * A moment at which a cutover or a rollback is killed, and what is there then: cases of {@link CutoverIT} and {@link RollbackIT},
 * and lines of docs/failures.md. Named after the failpoints, in their order.
 */
public enum Kill {
    CUTOVER_FENCING("the phase is kept, and nothing is refused yet", undone(Phase.FENCED, Writes.TO_MARIADB)),
    CUTOVER_FENCED("MariaDB refuses writes and stands still", undone(Phase.FENCED, Writes.REFUSED_BY_MARIADB)),
    CUTOVER_DRAINED("PostgreSQL has everything", undone(Phase.DRAINED, Writes.REFUSED_BY_MARIADB)),
    CUTOVER_PROVEN("both sides are proven equal", undone(Phase.PROVEN, Writes.REFUSED_BY_MARIADB)),
    CUTOVER_SEQUENCES_SET("the sequences are set", undone(Phase.PROVEN, Writes.REFUSED_BY_MARIADB)),
    CUTOVER_WAY_BACK_MADE("the way back is made, and not open", undone(Phase.PROVEN, Writes.REFUSED_BY_MARIADB)),
    CUTOVER_HANDED_OVER(
            "the hand-over is committed, and nobody was told",
            new Left(
                    Phase.HANDED_OVER,
                    Writes.TO_POSTGRESQL,
                    "Handed over: PostgreSQL owns the data.",
                    "cutover",
                    2,
                    "is handed over already",
                    "PostgreSQL owns the data, with a way back; a hook behind the hand-over is to be run by hand")),
    ROLLBACK_FENCED("PostgreSQL refuses writes", goesOn()),
    ROLLBACK_DRAINED("MariaDB has everything", goesOn()),
    ROLLBACK_PROVEN("both sides are proven equal", goesOn()),
    ROLLBACK_DECIDED("it is decided that MariaDB owns the data", isFinished(Writes.REFUSED_BY_BOTH)),
    ROLLBACK_REOPENED(
            "MariaDB takes writes, and the control schema does not say so", isFinished(Writes.TO_MARIADB_AGAIN)),
    ROLLBACK_RETURNED(
            "it is done, but for what the way back needed",
            new Left(
                    Phase.STREAMING,
                    Writes.TO_MARIADB_AGAIN,
                    "migrate cutover uses or removes it",
                    "rollback",
                    0,
                    "MariaDB owns the data already; what is left of a way back is removed.",
                    "MariaDB owns the data, and nothing is left"));

    /** Who takes the writes of applications. */
    public enum Writes {
        TO_MARIADB("MariaDB takes them", true),
        REFUSED_BY_MARIADB("MariaDB refuses them", false),
        TO_POSTGRESQL("PostgreSQL takes them, MariaDB refuses them", false),
        REFUSED_BY_BOTH("both refuse them", false),
        TO_MARIADB_AGAIN("MariaDB takes them, PostgreSQL refuses them", true);

        private final String text;
        private final boolean toMariaDb;

        Writes(String text, boolean toMariaDb) {
            this.text = text;
            this.toMariaDb = toMariaDb;
        }

        public String text() {
            return text;
        }
    }

    /**
     * @param phase that the control schema has
     * @param status a part of what {@code migrate status} prints
     * @param next the command to run, without the options that name the migration
     * @param exitCode of that
     * @param says a part of what it prints to stderr
     * @param result what is there when it has ended
     */
    public record Left(
            Phase phase, Writes writes, String status, String next, int exitCode, String says, String result) {}

    private final String when;
    private final Left left;

    Kill(String when, Left left) {
        this.when = when;
        this.left = left;
    }

    private static Left undone(Phase phase, Writes writes) {
        return new Left(
                phase,
                writes,
                "a cutover is under way or was cut short (phase " + phase.text() + "): run migrate cutover",
                "cutover --rehearse",
                0,
                "An earlier cutover was cut short in phase " + phase.text() + "; the source takes writes again.",
                "MariaDB owns the data and takes writes, and nothing is left of the way back; without `--rehearse` the cutover goes"
                        + " on from there");
    }

    private static Left goesOn() {
        return new Left(
                Phase.RETURNING,
                Writes.REFUSED_BY_BOTH,
                "run migrate rollback, which finishes it, or migrate rollback --abort",
                "rollback",
                0,
                "An earlier rollback was cut short; PostgreSQL refuses writes since then.",
                "MariaDB owns the data; with `--abort` PostgreSQL does, and takes writes again");
    }

    private static Left isFinished(Writes writes) {
        return new Left(
                Phase.REOPENING,
                writes,
                "a rollback is under way or was cut short (phase reopening): run migrate rollback",
                "rollback",
                0,
                "An earlier rollback was cut short when MariaDB owned the data already; it is finished now.",
                "MariaDB owns the data");
    }

    /** All of one command, in the order in which it gets there. */
    public static List<Kill> of(String command) {
        return Arrays.stream(values())
                .filter(kill -> kill.command().equals(command))
                .toList();
    }

    Failpoint failpoint() {
        return Failpoint.valueOf(name());
    }

    public String command() {
        return name().startsWith("CUTOVER_") ? "cutover" : "rollback";
    }

    public String when() {
        return when;
    }

    public Left left() {
        return left;
    }

    /** Right behind the kill; changes nothing. */
    void assertLeft(Voyage voyage) throws SQLException {
        assertLeft(new Whole(voyage));
    }

    /** The same of a group. */
    void assertLeft(Scene scene) throws SQLException {
        assertThat(scene.phase()).as(name()).isEqualTo(left.phase().text());
        assertThat(scene.mariaDbTakesWrites()).as(name()).isEqualTo(left.writes().toMariaDb);
        switch (left.writes()) {
            case TO_POSTGRESQL ->
                assertThatCode(scene::writeToPostgreSql).as(name()).doesNotThrowAnyException();
            case REFUSED_BY_BOTH, TO_MARIADB_AGAIN ->
                assertThatThrownBy(scene::writeToPostgreSql).as(name()).hasMessageContaining("takes no writes");
            case TO_MARIADB, REFUSED_BY_MARIADB -> {
                // No application writes to PostgreSQL before the hand-over; nothing holds one back that does.
            }
        }
        assertThat(scene.status().out().replaceAll("\\s+", " ")).as(name()).contains(scene.words(left.status()));
    }

    /** What was being cut over, or given back. */
    interface Scene {
        String phase() throws SQLException;

        boolean mariaDbTakesWrites() throws SQLException;

        /** Of no row. */
        void writeToPostgreSql() throws SQLException;

        Voyage.Ended status();

        /** As a command about it says them. */
        String words(String text);
    }

    /** A migration as a whole, with a fence around the server. */
    private record Whole(Voyage voyage) implements Scene {
        @Override
        public String phase() throws SQLException {
            return String.valueOf(voyage.target().value("SELECT phase FROM landfall.migration"));
        }

        @Override
        public boolean mariaDbTakesWrites() throws SQLException {
            return "0".equals(voyage.source().value("SELECT @@global.read_only"));
        }

        @Override
        public void writeToPostgreSql() throws SQLException {
            voyage.target().execute("UPDATE shop.item SET price = 1 WHERE false");
        }

        @Override
        public Voyage.Ended status() {
            return voyage.run("status");
        }

        @Override
        public String words(String text) {
            return text;
        }
    }
}
