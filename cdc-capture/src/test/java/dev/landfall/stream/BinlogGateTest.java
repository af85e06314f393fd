package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import dev.landfall.catalog.MariaDbType.IntegerType;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Event by event, also those that no server can be made to write. */
class BinlogGateTest {
    private static final SourceTable TABLE =
            Catalogs.table("t", List.of(Catalogs.column("id", new IntegerType(32, false, 11), null)));

    private static final String OTHER = xa("62");

    private final BinlogGate gate = gate(Set.of(OTHER));

    @Test
    void aTransactionEndsWithItsCommitAndKnowsItsPlace() {
        Event commit = event(EventType.XID, null, 500);

        gate.admit(rotate("mariadb-bin.000009"));
        assertThat(gate.admit(begin(1, false))).isNotNull();
        assertThat(gate.admit(rows())).isNull();
        assertThat(gate.portion()).as("of a transaction that may go on").isEmpty();
        assertThat(gate.admit(commit)).isSameAs(commit);

        assertThat(group().gtid()).isEqualTo(new Gtid(0, 7, 1));
        assertThat(group().file()).isEqualTo("mariadb-bin.000009");
        assertThat(group().endOffset()).isEqualTo(500);
        assertThat(group().rows()).isEqualTo(1);
        assertThat(gate.portion())
                .hasValueSatisfying(all -> assertThat(all.changes()).hasSize(1));
        assertThat(gate.portion()).isEmpty();
        assertThat(gate.hasRefused()).isFalse();
    }

    @Test
    void rowsOfALargeTransactionDoNotWaitForItsEnd() {
        gate.admit(begin(1, false));
        int carried = 0;
        int portions = 0;
        for (int i = 0; i < 10_000; i++) {
            gate.admit(rows());
            Optional<RowPortion> portion = gate.portion();
            carried += portion.map(full -> full.changes().size()).orElse(0);
            portions += portion.isPresent() ? 1 : 0;
        }
        assertThat(portions).isGreaterThan(5);
        assertThat(10_000 - carried).as("rows that still wait").isLessThan(2_000);

        gate.admit(event(EventType.XID, null, 500));
        assertThat(group().rows()).isEqualTo(10_000);
        assertThat(carried + gate.portion().map(rest -> rest.changes().size()).orElse(0))
                .isEqualTo(10_000);
    }

    @Test
    void rowsOfOtherTablesAreNone() {
        gate.admit(begin(1, false));
        gate.admit(event(EventType.DELETE_ROWS, LoggedRows.NONE, 0));
        gate.admit(event(EventType.XID, null, 500));

        assertThat(group().hasRows()).isFalse();
        assertThat(gate.portion()).isEmpty();
    }

    /** Without it Debezium would wait for the next group before it tells of this one. */
    @Test
    void aStatementThatStandsAloneGetsAnEnd() {
        gate.admit(begin(1, true));
        Event end = gate.admit(query("CREATE TABLE elsewhere.x (i INET6)"));

        assertThat(sql(end)).isEqualTo("COMMIT");
        assertThat(group().statements()).isEmpty();
        assertThat(group().refusal()).isNull();
    }

    @Test
    void aStatementWithinATransactionDoesNotEndIt() {
        gate.admit(begin(1, false));

        assertThat(gate.admit(query("SAVEPOINT `s`"))).isNull();
        assertThat(gate.admit(query("CREATE TABLE x (id INT)"))).isNull();
        assertThat(sql(gate.admit(query("COMMIT")))).isEqualTo("COMMIT");
    }

    @Test
    void ddlOfACapturedTableIsNoted() {
        gate.admit(begin(1, true));
        gate.admit(query("RENAME TABLE u TO v, t TO w"));

        assertThat(group().statements())
                .containsExactly(
                        new ChangeEvent.SchemaChanged(new TableName("shop", "t"), "RENAME TABLE u TO v, t TO w"));
    }

    @Test
    void anUnknownEventBetweenTransactionsIsNone() {
        assertThat(gate.admit(event(EventType.UNKNOWN, null, 0))).isNull();
        gate.admit(begin(1, false));
        gate.admit(event(EventType.XID, null, 9));

        assertThat(gate.hasRefused()).isFalse();
    }

    @Test
    void anUnknownEventWithinATransactionEndsEverything() {
        gate.admit(begin(1, false));

        assertThat(sql(gate.admit(event(EventType.UNKNOWN, null, 0)))).isEqualTo("COMMIT");
        assertThat(gate.hasRefused()).isTrue();
        assertThat(refusal()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
    }

    @Test
    void whatIsFoundBetweenTransactionsComesOutWithTheNext() {
        assertThat(gate.admit(event(EventType.INCIDENT, null, 0))).isNull();
        assertThat(gate.hasRefused()).isFalse();

        assertThat(gate.admit(begin(1, false))).isNotNull();
        assertThat(gate.hasRefused()).as("Debezium has not seen its end").isFalse();
        assertThat(sql(gate.admit(rows()))).isEqualTo("COMMIT");
        assertThat(gate.hasRefused()).isTrue();
    }

    @Test
    void aTransactionWithoutAnEndIsRefused() {
        gate.admit(begin(1, false));
        gate.admit(rows());

        assertThat(sql(gate.admit(begin(2, false)))).isEqualTo("COMMIT");
        assertThat(group().gtid().sequence()).isEqualTo(1);
        assertThat(refusal()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
    }

    @Test
    void changesOutsideOfTransactionsAreRefused() {
        gate.admit(query("INSERT INTO t VALUES (1)"));
        gate.admit(begin(1, false));
        gate.admit(event(EventType.XID, null, 9));

        assertThat(refusal()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
    }

    @Test
    void aFailureToReadAnEventKeepsItsOwnReason() {
        Refusals refusals = new Refusals();
        gate.admit(begin(1, false));
        gate.admit(event(EventType.INCIDENT, new UnreadableEvent(refusals.unknownType()), 0));

        assertThat(refusal()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);

        BinlogGate other = new BinlogGate(
                new CapturedTables(List.of(), false), new SourcePosition(GtidSet.parse("0-1-1"), 7, "f", 4));
        other.admit(begin(1, false));
        other.admit(event(EventType.INCIDENT, new UnreadableEvent(new IllegalStateException("bytes")), 0));

        assertThat(Objects.requireNonNull(Objects.requireNonNull(other.group()).refusal()))
                .hasMessageContaining("bytes")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.STREAM_FAILED));
    }

    @Test
    void anXaTransactionWithoutCapturedRowsPasses() {
        gate.admit(begin(1, false));
        gate.admit(query("XA END X'61',X'',1"));
        assertThat(sql(gate.admit(event(EventType.XA_PREPARE, null, 50)))).isEqualTo("COMMIT");
        assertThat(group().prepared()).containsExactlyInAnyOrder(xa("61"), OTHER);
        gate.admit(begin(2, true));
        gate.admit(query("XA COMMIT X'61',X'',1"));

        assertThat(gate.hasRefused()).isFalse();
        assertThat(group().prepared()).containsExactly(OTHER);
    }

    @Test
    void anXaTransactionThatWasPreparedBeforePassesWhereItIsKnownToHaveNoCapturedRows() {
        gate.admit(begin(1, true));
        gate.admit(query("XA COMMIT X'62',X'',1"));
        assertThat(gate.hasRefused()).isFalse();
        assertThat(group().prepared()).isEmpty();

        gate.admit(begin(2, true));
        gate.admit(query("XA COMMIT X'62',X'',1"));
        assertThat(refusal()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
    }

    @Test
    void loadDataInStatementFormatIsRefused() {
        gate.admit(begin(1, false));
        gate.admit(event(EventType.BEGIN_LOAD_QUERY, null, 0));

        assertThat(refusal()).isEqualTo(FailureCode.STREAM_UNSAFE_EVENT);
    }

    private static String xa(String id) {
        return BinlogStatement.parse("XA END X'" + id + "',X'',1", "").detail();
    }

    private static BinlogGate gate(Set<String> prepared) {
        return new BinlogGate(
                new CapturedTables(List.of(TABLE), false),
                new SourcePosition(GtidSet.parse("0-1-1"), 7, "mariadb-bin.000001", 4, prepared));
    }

    private EventGroup group() {
        return Objects.requireNonNull(gate.group());
    }

    private FailureCode refusal() {
        return Objects.requireNonNull(group().refusal()).code();
    }

    private static String sql(@Nullable Event event) {
        return ((QueryEventData) Objects.requireNonNull(event).getData()).getSql();
    }

    private static Event begin(long sequence, boolean standalone) {
        MariadbGtidEventData data = new MariadbGtidEventData();
        data.setDomainId(0);
        data.setSequence(sequence);
        data.setFlags(standalone ? MariadbGtidEventData.FL_STANDALONE : 0);
        return event(EventType.MARIADB_GTID, data, 100);
    }

    private static Event query(String sql) {
        QueryEventData data = new QueryEventData();
        data.setDatabase("shop");
        data.setSql(sql);
        return event(EventType.QUERY, data, 0);
    }

    private static Event rows() {
        LoggedChange deleted = new LoggedChange(new CapturedTable(TABLE, null), new byte[RawRow.STATE_BYTES], null);
        return event(EventType.DELETE_ROWS, new LoggedRows(List.of(deleted)), 0);
    }

    private static Event rotate(String file) {
        RotateEventData data = new RotateEventData();
        data.setBinlogFilename(file);
        return event(EventType.ROTATE, data, 4);
    }

    private static Event event(EventType type, @Nullable EventData data, long nextPosition) {
        EventHeaderV4 header = new EventHeaderV4();
        header.setEventType(type);
        header.setServerId(7);
        header.setTimestamp(1_700_000_000_000L);
        header.setNextPosition(nextPosition);
        return new Event(header, data);
    }
}
