package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.catalog.TableName;
import dev.landfall.event.EventCounts;
import dev.landfall.event.EventCounts.Operation;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import org.junit.jupiter.api.Test;

class EventLedgerTest {
    private static final TableName ITEM = new TableName("shop", "item");
    private static final TableName OTHER = new TableName("shop", "other");

    private final EventLedger ledger = new EventLedger("shop");
    private final EventCounts read = new EventCounts();

    @Test
    void whateverBecameOfThemAllThatWereReadAreAccountedFor() {
        read.add(ITEM, Operation.INSERT, 3);
        read.add(OTHER, Operation.DELETE, 1);
        ledger.count(ITEM, Operation.INSERT, Account.APPLIED);
        ledger.count(OTHER, Operation.DELETE, Account.APPLIED);
        ledger.count(ITEM, Operation.INSERT, Account.SKIPPED);
        ledger.count(ITEM, Operation.INSERT, Account.REJECTED);

        assertThatCode(() -> ledger.requireBalance(read)).doesNotThrowAnyException();
    }

    @Test
    void aChangeThatGotLostStopsTheRun() {
        read.add(ITEM, Operation.UPDATE, 2);
        ledger.count(ITEM, Operation.UPDATE, Account.APPLIED);

        assertStops("shop.item: the binary log has 2 events \"update\" in this batch, accounted for are 1"
                + " (1 applied, 0 skipped, 0 rejected)");
    }

    @Test
    void soDoesATableOfWhichNothingArrived() {
        read.add(OTHER, Operation.TRUNCATE, 1);

        assertStops("shop.other: the binary log has 1 events \"truncate\"");
    }

    @Test
    void soDoesOneThatCameTwice() {
        read.add(ITEM, Operation.INSERT, 1);
        ledger.count(ITEM, Operation.INSERT, Account.SKIPPED);
        ledger.count(ITEM, Operation.INSERT, Account.SKIPPED);

        assertStops("accounted for are 2");
    }

    /** The sums are the same. */
    @Test
    void soDoesOneThatCameAsAnother() {
        read.add(ITEM, Operation.INSERT, 1);
        ledger.count(ITEM, Operation.DELETE, Account.APPLIED);

        assertStops("the binary log has 1 events \"insert\" in this batch, accounted for are 0");
    }

    @Test
    void nothingIsLeftOfABatchThatWasRolledBack() {
        ledger.count(ITEM, Operation.INSERT, Account.APPLIED);
        ledger.clear();
        read.add(ITEM, Operation.INSERT, 1);
        ledger.count(ITEM, Operation.INSERT, Account.APPLIED);

        assertThatCode(() -> ledger.requireBalance(read)).doesNotThrowAnyException();
    }

    private void assertStops(String why) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> ledger.requireBalance(read))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.code()).isEqualTo(FailureCode.INTERNAL));
    }
}
