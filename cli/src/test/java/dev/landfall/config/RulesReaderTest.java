package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.failure.MigrationException;
import dev.landfall.rules.Loss;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.Policy;
import dev.landfall.rules.TypeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesReaderTest {
    private static final String SERVERS = "source: mariadb://a@localhost/shop\ntarget: postgresql://b@localhost/shop\n";

    @TempDir
    private Path folder;

    @Test
    void theLastRuleThatMatchesCounts() throws IOException {
        MappingRules rules = rules("""
                mapping:
                  policies: {zeroDate: null, nulCharacter: replace}
                  columns:
                    "*.*_AT": {zeroDate: reject}
                    "orders.paid_at": {zeroDate: "sentinel:1970-01-01"}
                    "orders.doc?": {type: jsonb, unfitJson: "null"}
                    "log_*.*": {refusedRow: reject}
                  caseInsensitiveKeys: exact
                  materializedViews: {"daily_*": [day, shop], plain: []}
                  history: [price, "contract_*"]
                  lockForCopy: ["log_*"]
                """);

        assertThat(rules.policies("items", "x"))
                .isEqualTo(Map.of(
                        Loss.ZERO_DATE, Policy.of(Policy.Kind.NULL),
                        Loss.NUL_CHARACTER, Policy.of(Policy.Kind.REPLACE)));
        assertThat(rules.policies("items", "made_at")).containsEntry(Loss.ZERO_DATE, Policy.of(Policy.Kind.REJECT));
        assertThat(rules.policies("orders", "paid_at"))
                .containsEntry(Loss.ZERO_DATE, new Policy(Policy.Kind.SENTINEL, "1970-01-01"));
        assertThat(rules.policies("log_2024", "x")).containsEntry(Loss.REFUSED_ROW, Policy.of(Policy.Kind.REJECT));
        assertThat(rules.type("orders", "doc1")).contains(TypeChoice.JSONB);
        assertThat(rules.type("orders", "doc")).isEmpty();
        assertThat(rules.keepCaseInsensitiveKeys()).isFalse();
        assertThat(rules.materialized("daily_sales").orElseThrow().uniqueKey()).containsExactly("day", "shop");
        assertThat(rules.materialized("other")).isEmpty();
        assertThat(rules.keepsHistory("contract_a")).isTrue();
        assertThat(rules.keepsHistory("prices")).isFalse();
        assertThat(rules.locksForCopy("log_2024")).isTrue();
        assertThat(rules.locksForCopy("orders")).isFalse();
        assertThat(MappingRules.unmatched(rules.history(), List.of("price", "x")))
                .containsExactly("contract_*");
        assertThat(rules.unmatched(List.of("orders.paid_at", "orders.doc1", "log_a.x")))
                .isEmpty();
        assertThat(rules.unmatched(List.of("orders.paid_at", "log_a.x"))).hasSize(1);
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> rules("""
                        mapping:
                          polices: {}
                          policies: {zeroDates: null, nulCharacter: drop, refusedRow: replace}
                          columns:
                            orders: {type: json}
                            "a.b": {type: uuid}
                            "a.c": jsonb
                            "a.d": {refusedRow: reject}
                          caseInsensitiveKeys: maybe
                          materializedViews: {v: day}
                          history: price
                          lockForCopy: {log: 1}
                        """))
                .withMessageContaining("mapping.polices: is an unknown key. Did you mean policies?")
                .withMessageContaining("mapping.policies.zeroDates: is no loss")
                .withMessageContaining(
                        "mapping.policies.nulCharacter: must be stop, reject, null, replace or sentinel:text")
                .withMessageContaining("mapping.policies.refusedRow: must be stop or reject, but is")
                .withMessageContaining("mapping.columns.a.d.refusedRow: is about whole rows")
                .withMessageContaining("mapping.columns.orders: must be table.column")
                .withMessageContaining("mapping.columns.a.b.type: must be one of boolean")
                .withMessageContaining("mapping.columns.a.c: must hold a type or policies")
                .withMessageContaining("mapping.caseInsensitiveKeys: must be keep or exact")
                .withMessageContaining("mapping.materializedViews.v: must be a list")
                .withMessageContaining("mapping.history: must be a list of table patterns")
                .withMessageContaining("mapping.lockForCopy: must be a list of table patterns");
    }

    private MappingRules rules(String section) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), SERVERS + section);
        return ConfigLoader.load(new ConfigFlags(file, Map.of()), Map.of(), warning -> {})
                .rules();
    }
}
