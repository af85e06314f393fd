package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.source.SourceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot does not take the last sessions of an account. */
class SessionRoomIT {
    @TempDir
    private Path folder;

    @Test
    void fewerWorkersCopyWhereTheAccountHasFewSessions() throws Exception {
        Path config = Files.writeString(folder.resolve("landfall.yaml"), "snapshot: {workers: 6, chunkRows: 1000}\n");
        try (Voyage voyage =
                Voyage.begin("CREATE TABLE item (id INT PRIMARY KEY) SELECT seq AS id FROM seq_1_to_10000")) {
            SourceConfig poor = voyage.source()
                    .createUser(
                            "poor",
                            "SELECT, SHOW VIEW, TRIGGER, EVENT, EXECUTE ON "
                                    + voyage.source().name() + ".*",
                            "REPLICATION SLAVE, BINLOG MONITOR ON *.*");
            voyage.source().execute("ALTER USER '" + poor.user() + "'@'%' WITH MAX_USER_CONNECTIONS 10");
            Map<String, String> passwords = Map.of(
                    "MIGRATE_SOURCE_PASSWORD", poor.password().value(),
                    "MIGRATE_TARGET_PASSWORD", voyage.target().password().value());
            String source = voyage.source().url().replaceFirst("//[^@]*@", "//" + poor.user() + "@");

            Voyage.Ended snapshot = voyage.runWith(passwords, "snapshot", "-c", config.toString(), "--source", source);

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(snapshot.err())
                    .contains("Copies with 2 instead of 6 workers: MAX_USER_CONNECTIONS of the source is 10, 1 taken");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("10000");
        }
    }

    @Test
    void theTargetsLimitCountsAsWell() throws Exception {
        Path config = Files.writeString(folder.resolve("landfall.yaml"), "snapshot: {workers: 6}\n");
        try (Voyage voyage = Voyage.begin("CREATE TABLE item (id INT PRIMARY KEY)")) {
            voyage.target().execute("ALTER DATABASE " + voyage.target().name() + " CONNECTION LIMIT 12");

            Voyage.Ended snapshot = voyage.run("snapshot", "-c", config.toString());

            assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
            assertThat(snapshot.err())
                    .containsPattern(
                            "Copies with [12] instead of 6 workers: CONNECTION LIMIT of the database of the target is"
                                    + " 12, [3-9] taken");
        }
    }
}
