package dev.landfall.verify.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class IntegerCellTest {
    private static byte[] littleEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Test
    void anUnsignedNumberIsNotTheSignedOneWithTheSameBytes() {
        CellForm unsigned = new IntegerCell(true);
        CellForm signed = new IntegerCell(false);

        assertThat(unsigned.source(littleEndian(7), 0, Long.BYTES))
                .isEqualTo(unsigned.target(bigEndian(7), 0, Long.BYTES));
        assertThat(signed.source(littleEndian(-1), 0, Long.BYTES))
                .isEqualTo(signed.target(bigEndian(-1), 0, Long.BYTES));
        assertThat(unsigned.source(littleEndian(-1), 0, Long.BYTES))
                .isNotEqualTo(unsigned.target(bigEndian(-1), 0, Long.BYTES));
    }
}
