package dev.landfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GtidSetTest {
    @Test
    void aSetContainsEverythingUpToTheLastOfEachDomain() {
        GtidSet set = GtidSet.parse("0-1-100,5-2-7");

        assertThat(set.contains(Gtid.parse("0-1-100"))).isTrue();
        assertThat(set.contains(Gtid.parse("0-9-99"))).isTrue();
        assertThat(set.contains(Gtid.parse("0-1-101"))).isFalse();
        assertThat(set.contains(Gtid.parse("1-1-1"))).isFalse();
    }

    @Test
    void aSetWithAnotherDomainIsNotContained() {
        assertThat(GtidSet.parse("0-1-100").contains(GtidSet.parse("0-1-5,1-1-1")))
                .isFalse();
        assertThat(GtidSet.parse("0-1-100,1-1-1").contains(GtidSet.parse("0-1-5")))
                .isTrue();
        assertThat(GtidSet.parse("0-1-1").contains(GtidSet.EMPTY)).isTrue();
    }

    @Test
    void sequencesAreUnsigned() {
        assertThat(GtidSet.parse("0-1-18446744073709551615").contains(Gtid.parse("0-1-1")))
                .isTrue();
        assertThat(GtidSet.parse("0-1-18446744073709551615")).hasToString("0-1-18446744073709551615");
    }

    @Test
    void addingATransactionReplacesItsDomainOnly() {
        assertThat(GtidSet.parse("0-1-100,1-1-1").with(Gtid.parse("0-2-101"))).hasToString("0-2-101,1-1-1");
    }

    @Test
    void twoServersWithTheSameNumberAreOfNoOneHistory() {
        GtidSet one = GtidSet.parse("0-1-100,1-1-7");

        assertThat(one.contradicts(GtidSet.parse("0-2-100,1-1-7"))).isTrue();
        assertThat(one.contradicts(GtidSet.parse("1-2-7"))).isTrue();
        assertThat(one.contradicts(GtidSet.parse("0-2-101,1-1-7"))).isFalse();
        assertThat(one.contradicts(GtidSet.parse("2-9-100"))).isFalse();
        assertThat(one.contradicts(one)).isFalse();
    }

    @Test
    void missingCountsTransactionsOverAllDomains() {
        assertThat(GtidSet.parse("0-1-100").missingFrom(GtidSet.parse("0-1-110,1-1-5")))
                .isEqualTo(15);
        assertThat(GtidSet.parse("0-1-100").missingFrom(GtidSet.parse("0-1-90")))
                .isZero();
    }

    @Test
    void somethingElseThanAGtidIsRefused() {
        assertThatThrownBy(() -> GtidSet.parse("mariadb-bin.000001:4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mariadb-bin.000001:4");
    }
}
