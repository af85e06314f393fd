package dev.landfall.run;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.Finding;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for dates that no calendar has. A snapshot would stop at them; the stream cannot even tell them from NULL in a
 * column that allows NULL, because the binary log reader gives nothing for both.
 */
final class ZeroDates {
    private ZeroDates() {}

    static List<Finding> find(Connection source, MigrationPlan plan) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            List<ColumnPlan> dates = table.columns().stream()
                    .filter(column -> column.source().type() instanceof MariaDbType.DateType
                            || column.source().type() instanceof MariaDbType.DateTimeType
                            || column.source().type() instanceof MariaDbType.TimestampType)
                    .toList();
            if (!dates.isEmpty()) {
                findings.addAll(find(source, table, dates));
            }
        }
        return findings;
    }

    /** One scan per table. */
    private static List<Finding> find(Connection source, TablePlan table, List<ColumnPlan> dates) throws SQLException {
        List<String> counts = new ArrayList<>();
        for (ColumnPlan column : dates) {
            String name = Identifiers.mariaDb(column.source().name());
            counts.add("COALESCE(SUM(" + name + " IS NOT NULL AND (MONTH(" + name + ") = 0 OR DAYOFMONTH(" + name
                    + ") = 0 OR DAYOFMONTH(" + name + ") > DAYOFMONTH(LAST_DAY(DATE_FORMAT(" + name
                    + ", '%Y-%m-01')))) ), 0)");
        }
        String sql = "SELECT " + String.join(", ", counts) + " FROM "
                + Identifiers.mariaDb(table.source().name().database()) + "."
                + Identifiers.mariaDb(table.source().name().name());
        List<Finding> findings = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            for (int i = 0; i < dates.size(); i++) {
                long count = row.getLong(i + 1);
                if (count > 0) {
                    findings.add(new Finding(
                            "DATA-001",
                            Finding.Severity.BLOCKER,
                            table.source().name() + "." + dates.get(i).source().name(),
                            count + " row(s) hold a zero or partial date, which PostgreSQL cannot store",
                            "Correct these rows on the source (for example to NULL), and add NO_ZERO_DATE,NO_ZERO_IN_DATE to"
                                    + " sql_mode."));
                }
            }
        }
        return findings;
    }
}
