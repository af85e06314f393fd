package dev.landfall.profile;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Looks at every row of one table, in parts that several sessions may read at the same time. Thread-safe. */
public final class WholeScan {
    private final SourceTable table;
    private final TableScan scan;
    private final Tally tally = new Tally();

    /**
     * @param wanted traits to look for
     * @param columns those to look at; about any other the profile tells nothing
     */
    public WholeScan(SourceTable table, Set<Trait> wanted, Predicate<SourceColumn> columns) {
        this.table = table;
        this.scan = new TableScan(table, wanted, columns);
    }

    public SourceTable table() {
        return table;
    }

    /** Conditions that part the table; none when nothing is asked of it. @throws SQLException when reading fails */
    public List<String> parts(Connection source) throws SQLException {
        return scan.asksNothing() ? List.of() : new ProfileReader(source).parts(table, scan);
    }

    /** @param part of {@link #parts}, each once. @throws SQLException when reading fails */
    public void read(Connection source, String part) throws SQLException {
        new ProfileReader(source).readPart(scan, tally, part);
    }

    /** Once all parts are read. @throws SQLException when reading fails */
    public TableProfile profile(Connection source) throws SQLException {
        new ProfileReader(source).sample(scan, tally, ScanBudget.everything());
        return tally.profile(true);
    }
}
