package dev.landfall.verify.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CellHashTest {
    private static final int LONGEST = 200;
    private static final int SEED = 20;

    @Test
    void aByteThatDiffersGivesAnotherHashWhereverItIs() {
        byte[] bytes = new byte[LONGEST];
        new Random(SEED).nextBytes(bytes);
        for (int length = 1; length <= LONGEST; length++) {
            Set<Long> hashes = new HashSet<>();
            hashes.add(CellHash.bytes(bytes, 0, length));
            for (int at = 0; at < length; at++) {
                bytes[at] ^= 1;
                hashes.add(CellHash.bytes(bytes, 0, length));
                bytes[at] ^= 1;
            }
            assertThat(hashes).as("length " + length).hasSize(length + 1);
        }
    }

    @Test
    void aHashIsThatOfTheBytesAlone() {
        byte[] bytes = new byte[LONGEST];
        new Random(SEED).nextBytes(bytes);
        for (int length = 0; length <= LONGEST - 3; length++) {
            byte[] moved = new byte[LONGEST];
            System.arraycopy(bytes, 0, moved, 3, length);
            assertThat(CellHash.bytes(moved, 3, length)).isEqualTo(CellHash.bytes(bytes, 0, length));
        }
    }

    @Test
    void aValueAndThoseThatItBeginsHaveHashesOfTheirOwn() {
        byte[] zeros = new byte[LONGEST];
        Set<Long> hashes = new HashSet<>();
        for (int length = 0; length <= LONGEST; length++) {
            hashes.add(CellHash.bytes(zeros, 0, length));
        }
        assertThat(hashes).hasSize(LONGEST + 1);
    }

    @Test
    void wordsThatChangePlacesGiveAnotherHash() {
        byte[] bytes = new byte[64];
        new Random(SEED).nextBytes(bytes);
        Set<Long> hashes = new HashSet<>();
        hashes.add(CellHash.bytes(bytes, 0, bytes.length));
        int pairs = 0;
        for (int first = 0; first < 8; first++) {
            for (int second = first + 1; second < 8; second++) {
                byte[] swapped = bytes.clone();
                System.arraycopy(bytes, first * 8, swapped, second * 8, 8);
                System.arraycopy(bytes, second * 8, swapped, first * 8, 8);
                hashes.add(CellHash.bytes(swapped, 0, swapped.length));
                pairs++;
            }
        }
        assertThat(hashes).hasSize(pairs + 1);
    }
}
