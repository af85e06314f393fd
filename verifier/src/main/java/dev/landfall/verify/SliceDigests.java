package dev.landfall.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Digests of a slice: added up by the server, or here where the table has documents. Stateless. */
final class SliceDigests {
    private static final int FIRST_DOCUMENT = 3;
    private static final int BUCKET_DIGITS = 3;

    private SliceDigests() {}

    static Digest whole(Session session, TableSql sql, Slice slice) {
        if (sql.documents().isEmpty()) {
            return session.query(sql.digest(slice), row -> {
                row.next();
                return Digest.read(row);
            });
        }
        return session.query(sql.documentListing(slice), row -> {
            Digest digest = Digest.NONE;
            while (row.next()) {
                Optional<String> one = row(sql, row);
                digest = one.isPresent() ? digest.plus(one.get()) : digest;
            }
            return digest;
        });
    }

    static BucketDigests buckets(Session session, TableSql sql, Slice slice) {
        if (!sql.documents().isEmpty()) {
            return session.query(sql.documentListing(slice), row -> documentBuckets(sql, row));
        }
        return session.query(sql.buckets(slice), row -> {
            Map<String, Digest> buckets = new TreeMap<>();
            while (row.next()) {
                buckets.put(row.getString("bucket"), Digest.read(row));
            }
            return new BucketDigests(buckets);
        });
    }

    /** By the number of the part; a part without rows is absent. Not of a table with documents. */
    static Map<Integer, Digest> parts(Session session, TableSql sql, Parts parts) {
        return session.query(sql.parts(parts), row -> {
            Map<Integer, Digest> digests = new TreeMap<>();
            while (row.next()) {
                digests.put(row.getInt("part"), Digest.read(row));
            }
            return digests;
        });
    }

    private static BucketDigests documentBuckets(TableSql sql, ResultSet row) throws SQLException {
        Map<String, Digest> buckets = new TreeMap<>();
        while (row.next()) {
            Optional<String> one = row(sql, row);
            if (one.isPresent()) {
                String bucket = RowCursor.present(row.getString(1)).substring(0, BUCKET_DIGITS);
                buckets.merge(bucket, Digest.NONE.plus(one.get()), Digest::plus);
            }
        }
        return new BucketDigests(buckets);
    }

    private static Optional<String> row(TableSql sql, ResultSet row) throws SQLException {
        return sql.documents().digest(sql.side(), RowCursor.present(row.getString(2)), row, FIRST_DOCUMENT);
    }
}
