package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDriftTest {
    private static final MariaDbType DOUBLE = new MariaDbType.DoubleType(false, false);
    private static final MariaDbType TEXT = new MariaDbType.VarcharType(10);

    @Test
    void tellsWhichPlannedTableIsGone() {
        SourceCatalog planned = catalog(DOUBLE, "1.5");

        assertThat(SchemaDrift.ofPlanned(planned, planned)).isEmpty();
        assertThat(SchemaDrift.ofPlanned(planned, planned.withTables(List.of())))
                .containsExactly("shop.t is gone");
    }

    /** MariaDB 10.11 says 0 of a default that a statement of its binary log spells -0. */
    @ParameterizedTest
    @CsvSource({"-0, 0", "-0.0, 0", "-0, -0.0", "0, -0"})
    void aNegativeZeroThatTheServerMadeZeroIsNoChange(String planned, String now) {
        assertThat(SchemaDrift.ofPlanned(catalog(DOUBLE, planned), catalog(DOUBLE, now)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-0, 1", "0, -0.5", "1, -1", "1.5, 1.50"})
    void everyOtherDefaultIsAChange(String planned, String now) {
        assertThat(SchemaDrift.ofPlanned(catalog(DOUBLE, planned), catalog(DOUBLE, now)))
                .containsExactly("shop.t has changed");
    }

    @Test
    void theTextOfANegativeZeroIsAnotherText() {
        assertThat(SchemaDrift.ofPlanned(catalog(TEXT, "-0"), catalog(TEXT, "0")))
                .containsExactly("shop.t has changed");
    }

    private static SourceCatalog catalog(MariaDbType type, String value) {
        SourceColumn column = new SourceColumn(
                "c",
                type,
                "the type",
                true,
                new ColumnDefault.Literal(value),
                false,
                null,
                null,
                null,
                false,
                false,
                "");
        SourceTable table = new SourceTable(
                new TableName("shop", "t"),
                "InnoDB",
                List.of(column),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                0,
                0,
                "");
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-977", 0, false, false, 0, "", "UTC");
        return new SourceCatalog(server, "shop", List.of(table), List.of(), List.of(), List.of());
    }
}
