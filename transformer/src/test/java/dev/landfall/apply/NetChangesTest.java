package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.transform.TargetRow;
import org.junit.jupiter.api.Test;

class NetChangesTest {
    private final TargetRow first = TargetRow.ofNulls(1);
    private final TargetRow second = TargetRow.ofNulls(1);
    private final NetChanges plain = new NetChanges(false);
    private final NetChanges unique = new NetChanges(true);

    @Test
    void aRowThatComesAndGoesIsNothing() throws FoldingException {
        plain.inserted("k", first);
        plain.updated("k", second, true);
        plain.deleted("k", second);

        assertThat(plain.size()).isZero();
    }

    @Test
    void theLastStateOfANewRowIsInserted() throws FoldingException {
        plain.inserted("k", first);
        plain.updated("k", second, false);

        assertThat(plain.inserts()).containsExactly(second);
        assertThat(plain.updates()).isEmpty();
        assertThat(plain.deletes()).isEmpty();
    }

    @Test
    void aRowThatGoesAndComesBackIsAnUpdate() throws FoldingException {
        plain.deleted("k", first);
        plain.inserted("k", second);

        assertThat(plain.updates()).containsExactly(second);
        assertThat(plain.deletes()).isEmpty();
        assertThat(plain.inserts()).isEmpty();
    }

    @Test
    void aRowThatComesBackMayHaveTakenAnothersValue() throws FoldingException {
        unique.deleted("k", first);
        unique.inserted("k", second);

        assertThat(unique.deletes()).containsExactly(first);
        assertThat(unique.inserts()).containsExactly(second);
        assertThat(unique.updates()).isEmpty();
    }

    @Test
    void aRowWhoseUniqueValueMovesIsTakenOutAndPutIn() throws FoldingException {
        unique.updated("k", first, false);
        unique.updated("k", second, true);
        unique.updated("other", first, true);

        assertThat(unique.deletes()).hasSize(1);
        assertThat(unique.inserts()).containsExactly(second);
        assertThat(unique.updates()).containsExactly(first);
    }

    @Test
    void aDeletedRowIsDeletedWhateverItWasBefore() throws FoldingException {
        plain.updated("k", first, true);
        plain.deleted("k", first);

        assertThat(plain.deletes()).hasSize(1);
        assertThat(plain.updates()).isEmpty();
    }

    @Test
    void whatContradictsItselfIsNotFolded() throws FoldingException {
        plain.inserted("there", first);
        plain.deleted("gone", first);

        assertThatThrownBy(() -> plain.inserted("there", second)).isInstanceOf(FoldingException.class);
        assertThatThrownBy(() -> plain.updated("gone", second, true)).isInstanceOf(FoldingException.class);
        assertThatThrownBy(() -> plain.deleted("gone", second)).isInstanceOf(FoldingException.class);
    }
}
