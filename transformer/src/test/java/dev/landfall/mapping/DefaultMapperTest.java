package dev.landfall.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ColumnDefault.CurrentTimestamp;
import dev.landfall.catalog.ColumnDefault.Expression;
import dev.landfall.catalog.ColumnDefault.Literal;
import dev.landfall.catalog.ColumnDefault.None;
import dev.landfall.target.PgType;
import org.junit.jupiter.api.Test;

class DefaultMapperTest {
    @Test
    void literalsTakeTheFormOfTheirType() {
        assertThat(DefaultMapper.map(new Literal("5"), PgType.INTEGER)).contains("5");
        assertThat(DefaultMapper.map(new Literal("it's"), PgType.TEXT)).contains("'it''s'");
        assertThat(DefaultMapper.map(new Literal("b'101'"), PgType.bit(4))).contains("B'0101'");
        assertThat(DefaultMapper.map(new Literal("x,y"), PgType.TEXT_ARRAY)).contains("ARRAY['x', 'y']::text[]");
        assertThat(DefaultMapper.map(new Literal("a"), PgType.BYTEA)).contains("'\\x61'");
    }

    @Test
    void onlyAFloatingPointZeroHasASign() {
        assertThat(DefaultMapper.map(new Literal("-0"), PgType.DOUBLE)).contains("'-0'");
        assertThat(DefaultMapper.map(new Literal("-0.0"), PgType.REAL)).contains("'-0'");
        assertThat(DefaultMapper.map(new Literal("-0"), PgType.numeric(5, 2))).contains("0");
        assertThat(DefaultMapper.map(new Literal("0"), PgType.DOUBLE)).contains("0");
        assertThat(DefaultMapper.map(new Literal("-0.5"), PgType.DOUBLE)).contains("-0.5");
    }

    @Test
    void nowIsTheSessionsWallClockOrTheMoment() {
        assertThat(DefaultMapper.map(new CurrentTimestamp(3), PgType.timestamp(3)))
                .contains("LOCALTIMESTAMP(3)");
        assertThat(DefaultMapper.map(new CurrentTimestamp(0), PgType.timestampWithZone(0)))
                .contains("CURRENT_TIMESTAMP(0)");
    }

    @Test
    void whatHasNoCounterpartIsLeftOut() {
        assertThat(DefaultMapper.map(new Literal("0000-00-00"), PgType.DATE)).isEmpty();
        assertThat(DefaultMapper.map(new Expression("rand()"), PgType.DOUBLE)).isEmpty();
        assertThat(DefaultMapper.map(new None(), PgType.TEXT)).isEmpty();
    }
}
