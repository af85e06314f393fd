package dev.landfall.stream;

import dev.landfall.catalog.TableName;
import dev.landfall.sql.SqlWords;
import java.util.List;

/**
 * What a statement in the binary log means to a stream of rows.
 *
 * @param tables the tables whose definition or content it changes
 * @param detail the database for {@link Kind#DROP_DATABASE} and {@link Kind#ALTER_DATABASE}, the transaction for the XA kinds, else empty
 */
record BinlogStatement(Kind kind, List<TableName> tables, String detail) {
    enum Kind {
        BEGIN,
        COMMIT,
        ROLLBACK,
        /** ROLLBACK TO SAVEPOINT: rows in front of it in the log were undone. */
        PARTIAL_ROLLBACK,
        XA_END,
        XA_COMMIT,
        XA_ROLLBACK,
        TRUNCATE,
        /** Changes tables in another way. */
        SCHEMA,
        /** Makes a table unless it is there. */
        CREATE_IF_ABSENT,
        /** May change what tables to come are like. */
        ALTER_DATABASE,
        DROP_DATABASE,
        /** Changes no table's rows or definition. */
        HARMLESS,
        /** Changes rows by itself, or may: it cannot be replayed without the tables that it reads. */
        DATA
    }

    BinlogStatement {
        tables = List.copyOf(tables);
    }

    /** @param database the session's default database */
    static BinlogStatement parse(String sql, String database) {
        return new StatementParser(SqlWords.of(sql), database).parse();
    }
}
