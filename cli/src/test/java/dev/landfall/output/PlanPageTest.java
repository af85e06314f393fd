package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanPageTest {
    private final PlanPage page =
            new PlanPage(Samples.plan(), List.of("CREATE SCHEMA shop", "CREATE TABLE shop.orders (id bigint);"));

    @Test
    void theTextIsAScriptWithTheDecisionsAsComments() {
        assertThat(Samples.text(page)).isEqualTo("""
                        -- 1 table of MariaDB database shop to PostgreSQL schema shop
                        --
                        -- blocker TYPE-003 shop.orders.area
                        --     GEOMETRY has no counterpart
                        --     next: Leave the table out with --exclude-tables.
                        --
                        -- info TYPE-010 shop.orders.open
                        --     tinyint(1) becomes smallint

                        -- shop.orders -> shop.orders
                        --     column  MariaDB           PostgreSQL     target column  remarks
                        --     ---------------------------------------------------------------------------------------
                        --     Id      int(10) unsigned  bigint         id             primary key, identity
                        --     total   decimal(10,2)     numeric(10,2)  total          not null, default 0.00, checked

                        CREATE SCHEMA shop;
                        CREATE TABLE shop.orders (id bigint);
                        """);
    }

    @Test
    void jsonHasTheDecisionPerColumn() {
        assertThat(Samples.json(page))
                .contains("{\"source\":\"total\",\"sourceType\":\"decimal(10,2)\",\"target\":\"total\","
                        + "\"targetType\":\"numeric(10,2)\",\"nullable\":false,\"default\":\"0.00\",\"generated\":null,"
                        + "\"identity\":false,\"check\":\"total >= 0\"}")
                .contains("\"indexes\":[{\"name\":\"orders_total\",\"unique\":false,\"parts\":[\"total desc\"]}]")
                .endsWith("\"statements\":[\"CREATE SCHEMA shop\",\"CREATE TABLE shop.orders (id bigint);\"]}");
    }
}
