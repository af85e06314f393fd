package dev.landfall.bench;

import java.sql.SQLException;

/** Trials that fill a database of the target: a fresh one for each, gone before the next candidate starts. */
final class DatabaseTrials {
    private static final String DATABASE = "candidate";

    private final TargetDatabases databases;
    private final Check check;

    /** What a database does not hold that it should, in words; empty when nothing is missing. */
    interface Check {
        String missing(String database) throws Exception;
    }

    /** What a candidate does to the database of that name. */
    interface Move {
        Attempt into(String database) throws Exception;
    }

    DatabaseTrials(TargetDatabases databases, Check check) {
        this.databases = databases;
        this.check = check;
    }

    /** @param template what the database is made from */
    Trial prepare(String template, Move move) throws SQLException {
        databases.create(DATABASE, template);
        return new Trial() {
            @Override
            public Attempt run() throws Exception {
                return move.into(DATABASE);
            }

            @Override
            public String missing() throws Exception {
                return check.missing(DATABASE);
            }

            @Override
            public void close() throws SQLException {
                databases.drop(DATABASE);
            }
        };
    }
}
