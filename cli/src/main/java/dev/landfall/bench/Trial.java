package dev.landfall.bench;

import java.sql.SQLException;

/** One run of a candidate, with all that it needs set up. Closing it removes that. */
interface Trial extends AutoCloseable {
    /** Moves everything; failures that are the candidate's own are part of the answer. */
    Attempt run() throws Exception;

    /** What did not arrive, in words; empty when everything did. Asked after a run that counts. */
    String missing() throws Exception;

    @Override
    void close() throws SQLException;
}
