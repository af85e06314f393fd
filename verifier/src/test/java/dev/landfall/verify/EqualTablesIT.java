package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import dev.landfall.setting.TlsSettings;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was found equal counts only as long as everything is written down that has changed since. */
class EqualTablesIT {
    private static final String PLAN = "plan";
    private static final String METHOD = "auto 1";

    private final ProofLedger ledger = new ProofLedger("shop");
    private TestTargetDatabase database;
    private Connection control;

    @BeforeEach
    void track() throws SQLException {
        database = TestPostgres.shared().createDatabase();
        control = database.connect();
        database.execute(
                SqlFile.load("target/control_schema.sql"),
                "INSERT INTO landfall.migration (name, version, source, target_schema, phase, included_tables,"
                        + " excluded_tables, basis) VALUES ('shop', '1', 's', 'shop', 'streaming', '', '', '{}')",
                "INSERT INTO landfall.position (migration, gtids, binlog_file, binlog_offset, step)"
                        + " VALUES ('shop', '0-1-7', 'f', 1, 10)");
        ledger.begin(control, PLAN, "shop");
    }

    @AfterEach
    void close() throws SQLException {
        control.close();
        database.close();
    }

    @Test
    void onlyWhatIsEqualIsKeptAndOnlyOfAFrozenView() throws SQLException {
        EqualTables live = tables(PLAN, METHOD, true);
        live.keep(verdict("live", 0, ""));
        EqualTables tables = tables(PLAN, METHOD, true);
        tables.begin(view());
        tables.keep(verdict("item", 0, ""));
        tables.keep(verdict("differs", 1, ""));
        tables.keep(verdict("moves", 0, "it was altered"));
        EqualTables ofAnotherPlan = tables("another plan", METHOD, true);
        ofAnotherPlan.begin(view());
        ofAnotherPlan.keep(verdict("other", 0, ""));

        Map<String, EqualBefore> before = before();

        assertThat(before).containsOnlyKeys("item");
        assertThat(before.get("item").gtids()).isEqualTo("0-1-7");
        assertThat(before.get("item").rows()).isEqualTo(12);
        assertThat(database.value("SELECT count(*) FROM landfall.equal_table")).isEqualTo("1");
    }

    @Test
    void whatTheStreamWritesDownKeepsItGood() throws SQLException {
        keep("item");

        database.execute(
                "UPDATE landfall.position SET step = step + 3", "UPDATE landfall.tracking SET batches = batches + 3");

        assertThat(before()).containsOnlyKeys("item");
    }

    @Test
    void aStepThatNobodyHasWrittenDownMakesItVoid() throws SQLException {
        keep("item");

        database.execute("UPDATE landfall.position SET step = step + 1");

        assertThat(before()).isEmpty();
    }

    @Test
    void anotherPlanMethodOrAskingForEverythingMakesItVoid() throws SQLException {
        keep("item");

        assertThat(tables("another plan", METHOD, true).before(control)).isEmpty();
        assertThat(tables(PLAN, "checksums 1", true).before(control)).isEmpty();
        assertThat(tables(PLAN, METHOD, false).before(control)).isEmpty();
        database.execute("UPDATE landfall.tracking SET plan_digest = 'another plan'");
        assertThat(before()).isEmpty();
        assertThat(tables("another plan", METHOD, true).before(control)).isEmpty();
    }

    @Test
    void afterADayItIsVoid() throws SQLException {
        keep("item");

        database.execute("UPDATE landfall.equal_table SET compared_at = compared_at - interval '25 hours'");

        assertThat(before()).isEmpty();
    }

    @Test
    void trackingThatWasEndedMakesItVoidAndTrackingThatIsUnprovenStays() throws SQLException {
        String token = view().orElseThrow().token();
        keep("item");

        ledger.letGo(control);
        ledger.endUnproven(control, token);
        assertThat(before()).containsOnlyKeys("item");

        ledger.end(control);
        assertThat(before()).isEmpty();
        ProofLedger.Begun again = ledger.begin(control, PLAN, "shop");
        assertThat(again.token()).isNotEqualTo(token);
        assertThat(again.anew()).isTrue();
        assertThat(before()).isEmpty();
        assertThat(database.value("SELECT count(*) FROM landfall.equal_table")).isEqualTo("0");
    }

    @Test
    void nothingKeepsTrackingUpOnceItIsForgotten() throws SQLException {
        String token = view().orElseThrow().token();
        keep("item");

        ledger.letGo(control);
        ledger.forgetTables(control);
        ledger.endUnproven(control, token);

        assertThat(ledger.read(control)).isEmpty();
    }

    @Test
    void aLaterFindingIsNotReplacedByAnEarlierOne() throws SQLException {
        EqualTables early = tables(PLAN, METHOD, true);
        early.begin(view());
        database.execute(
                "UPDATE landfall.position SET step = step + 1, gtids = '0-1-8'",
                "UPDATE landfall.tracking SET batches = batches + 1");
        EqualTables late = tables(PLAN, METHOD, true);
        late.begin(view());

        late.keep(verdict("item", 0, ""));
        early.keep(verdict("item", 0, ""));

        assertThat(before().get("item").gtids()).isEqualTo("0-1-8");
    }

    @Test
    void rangesAreKeptUnderTheSameConditions() throws SQLException {
        KeyRange range = new KeyRange(null, "1000");
        TableName name = new TableName("shop", "large");
        tables(PLAN, METHOD, true).keep(name, List.of(new RangeKeeper.Equal(range, 7)));
        assertThat(ranges()).isEmpty();
        EqualTables tables = tables(PLAN, METHOD, true);
        tables.begin(view());

        tables.keep(name, List.of(new RangeKeeper.Equal(range, 7)));

        assertThat(ranges()).containsOnlyKeys("large");
        EqualRange found = ranges().get("large").get(0);
        assertThat(found.range()).isEqualTo(range);
        assertThat(found.found().gtids()).isEqualTo("0-1-7");
        assertThat(found.found().rows()).isEqualTo(7);
        assertThat(found.found().whole()).isFalse();
        assertThat(tables(PLAN, "checksums 1", true).rangesBefore(control)).isEmpty();
        assertThat(tables("another plan", METHOD, true).rangesBefore(control)).isEmpty();
        assertThat(tables(PLAN, METHOD, false).rangesBefore(control)).isEmpty();
        database.execute(
                "UPDATE landfall.position SET step = step + 3", "UPDATE landfall.tracking SET batches = batches + 3");
        assertThat(ranges()).isNotEmpty();
        database.execute("UPDATE landfall.equal_range SET compared_at = compared_at - interval '25 hours'");
        assertThat(ranges()).isEmpty();
        database.execute("UPDATE landfall.equal_range SET compared_at = compared_at + interval '25 hours'");
        assertThat(ranges()).isNotEmpty();
        database.execute("UPDATE landfall.position SET step = step + 1");
        assertThat(ranges()).isEmpty();
    }

    @Test
    void rangesKeepTrackingUpUntilTheyAreForgotten() throws SQLException {
        String token = view().orElseThrow().token();
        EqualTables tables = tables(PLAN, METHOD, true);
        tables.begin(view());
        tables.keep(new TableName("shop", "large"), List.of(new RangeKeeper.Equal(new KeyRange("5", null), 7)));

        ledger.letGo(control);
        ledger.endUnproven(control, token);
        assertThat(ranges()).isNotEmpty();

        ledger.forgetTables(control);
        ledger.endUnproven(control, token);
        assertThat(ledger.read(control)).isEmpty();
        assertThat(database.value("SELECT count(*) FROM landfall.equal_range")).isEqualTo("0");
    }

    private Map<String, List<EqualRange>> ranges() throws SQLException {
        return tables(PLAN, METHOD, true).rangesBefore(control);
    }

    private void keep(String table) throws SQLException {
        EqualTables tables = tables(PLAN, METHOD, true);
        tables.begin(view());
        tables.keep(verdict(table, 0, ""));
        assertThat(before()).containsOnlyKeys(table);
    }

    private Optional<ProofView> view() throws SQLException {
        return ledger.read(control);
    }

    private Map<String, EqualBefore> before() throws SQLException {
        return tables(PLAN, METHOD, true).before(control);
    }

    private EqualTables tables(String plan, String comparedBy, boolean goesOn) {
        TargetDatabase target = new TargetDatabase(new TargetConfig(
                database.server().host(),
                database.server().port(),
                database.name(),
                database.user(),
                database.password(),
                TlsSettings.DISABLED,
                "shop"));
        return new EqualTables("shop", plan, comparedBy, goesOn, control, target, goneOn -> {});
    }

    private static TableVerdict verdict(String table, long differing, String unsettled) {
        return new TableVerdict(
                new TableName("shop", table), 12, 12, differing, List.of(), unsettled, Duration.ofSeconds(1));
    }
}
