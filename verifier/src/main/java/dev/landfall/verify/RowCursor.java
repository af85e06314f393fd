package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A listing as it comes from the server, row by row; rows of one key are taken together. */
final class RowCursor implements AutoCloseable {
    private static final int FIRST_KEY_VALUE = 4;

    private final Statement statement;
    private final ResultSet rows;
    private final Session session;
    private final Side side;
    private final Documents documents;
    private final int firstDocument;
    private boolean onRow;

    RowCursor(Statement statement, ResultSet rows, Session session, TableSql sql) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        this.session = session;
        this.side = sql.side();
        this.documents = sql.documents();
        this.firstDocument =
                rows.getMetaData().getColumnCount() - documents.positions().size() + 1;
        this.onRow = rows.next();
    }

    /** A key with its rows. Ordered by the key's digest, as listings are. */
    record Entry(RowKey key, RowState state) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return key.digest().compareTo(other.key.digest());
        }
    }

    /** @return the next key in order, null after the last */
    @Nullable
    Entry next() {
        while (onRow) {
            Entry entry = session.with(ignored -> entry());
            if (!entry.state().rows().isEmpty()) {
                return entry;
            }
        }
        return null;
    }

    /** Without rows when a policy sets all of them aside. */
    private Entry entry() throws SQLException {
        RowKey key = new RowKey(digest(1), keyValues());
        Map<String, Long> digests = new HashMap<>(2);
        long version = 0;
        do {
            documents
                    .digest(side, digest(2), rows, firstDocument)
                    .ifPresent(digest -> digests.merge(digest, 1L, Long::sum));
            version += rows.getLong(3);
            onRow = rows.next();
        } while (onRow && digest(1).equals(key.digest()));
        return new Entry(key, new RowState(new RowDigests(digests), version));
    }

    private List<@Nullable String> keyValues() throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (int column = FIRST_KEY_VALUE; column < firstDocument; column++) {
            values.add(rows.getString(column));
        }
        return values;
    }

    private String digest(int column) throws SQLException {
        return present(rows.getString(column));
    }

    /** @throws MigrationException when the server could not build it */
    static String present(@Nullable String digest) {
        if (digest == null) {
            throw new MigrationException(
                    FailureCode.SOURCE_FAILED,
                    "MariaDB could not build the text of a row that it was to compare: it is longer than max_allowed_packet.",
                    "Raise max_allowed_packet on the source (or run the verification against a replica that has it raised)"
                            + " and run it again.");
        }
        return digest;
    }

    @Override
    public void close() {
        session.with(ignored -> {
            statement.close();
            return true;
        });
    }
}
