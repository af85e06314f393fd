package dev.landfall.bench;

import dev.landfall.embedded.EmbeddedMariaDb;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.util.List;

/** Tables like those of sysbench, which all start with the same rows, and one for heartbeats. */
final class StreamData {
    /** As many as sysbench has in most published figures for writes; {@code sql/bench/} names them too. */
    static final List<String> TABLES = List.of("sbtest1", "sbtest2", "sbtest3", "sbtest4");

    private final int rows;

    /** @param rows of each table */
    StreamData(int rows) {
        this.rows = rows;
    }

    /** On a server that has none of it. The same number of rows always gives the same values. */
    void create(EmbeddedMariaDb server) throws Exception {
        BenchTable first = new BenchTable(TABLES.get(0), rows);
        new BenchData(server, List.of(first), sentence -> {}).create(WriteLoad.SESSIONS);
        SourceDatabase source = new SourceDatabase(BenchServers.login(server, BenchServers.DATABASE));
        try (Connection connection = source.connect()) {
            BenchData.execute(connection, "SET SESSION sql_log_bin = 0");
            BenchData.execute(connection, SqlFile.load("bench/heartbeat.sql"));
            for (String table : TABLES.subList(1, TABLES.size())) {
                String name = Identifiers.mariaDb(table);
                BenchData.execute(connection, "CREATE TABLE " + name + " LIKE " + Identifiers.mariaDb(first.name()));
                BenchData.execute(
                        connection, "INSERT INTO " + name + " SELECT * FROM " + Identifiers.mariaDb(first.name()));
            }
        }
    }
}
