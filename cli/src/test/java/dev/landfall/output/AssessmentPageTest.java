package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssessmentPageTest {
    @Test
    void blockersComeWithTheirCodesAndAdvice() {
        // When
        String text = Samples.text(new AssessmentPage(Samples.assessment(true), Samples.SOURCE, Samples.TARGET));

        // Then
        assertThat(text).isEqualTo("""
                        NOT READY (ASSESS-001): 2 blockers, no warnings.

                        source    mariadb://reader@db1:3306/shop (MariaDB 11.4.5-MariaDB)
                        target    postgresql://owner@pg1:5432/shop
                        size      2 tables, about 1,204,551 rows, 311.4 MB
                        scan      1,204,551 rows looked at in 12s: all of them
                        snapshot  about 40s (assumes 30,000 rows/s)
                        effort    medium: nothing to rewrite

                        Checks
                          ok      binlog-format: ROW
                          FAILED  binlog-row-image: MINIMAL (SOURCE-004)
                                  next: SET GLOBAL binlog_row_image = FULL.

                        Findings
                          BLOCKER  TYPE-003 shop.orders.area
                                   GEOMETRY has no counterpart
                                   next: Leave the table out with --exclude-tables.
                          info     TYPE-010 shop.orders.open
                                   tinyint(1) becomes smallint

                        Largest tables
                        table                 rows     bytes  engine
                        --------------------------------------------
                        shop.orders     ~1,200,000  310.2 MB  InnoDB
                        shop.customers      ~4,551    1.2 MB  InnoDB
                        """);
    }

    @Test
    void withoutBlockersItIsReady() {
        assertThat(Samples.text(new AssessmentPage(Samples.assessment(false), Samples.SOURCE, Samples.TARGET)))
                .startsWith("READY: no blockers, no warnings.\n")
                .doesNotContain("Findings");
    }

    @Test
    void jsonHasTheVerdictAndAllTables() {
        assertThat(Samples.json(new AssessmentPage(Samples.assessment(true), Samples.SOURCE, Samples.TARGET)))
                .startsWith("{\"code\":\"ASSESS-001\",\"ready\":false,\"source\":\"mariadb://reader@db1:3306/shop\"")
                .contains("{\"name\":\"binlog-row-image\",\"outcome\":\"failed\",\"seen\":\"MINIMAL\","
                        + "\"advice\":\"SET GLOBAL binlog_row_image = FULL.\",\"code\":\"SOURCE-004\"}")
                .contains("{\"code\":\"TYPE-010\",\"severity\":\"info\",\"where\":\"shop.orders.open\","
                        + "\"text\":\"tinyint(1) becomes smallint\",\"advice\":\"\"}")
                .endsWith("{\"table\":\"shop.customers\",\"engine\":\"InnoDB\",\"rows\":4551,\"bytes\":1200000}]}");
    }
}
