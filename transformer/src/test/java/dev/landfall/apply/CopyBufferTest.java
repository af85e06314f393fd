package dev.landfall.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CopyBufferTest {
    private final CopyBuffer buffer = new CopyBuffer(4);

    @Test
    void whatIsReferredToIsSentInItsPlace() throws SQLException {
        put("a");
        refer("-LONG-");
        refer("-NEXT-");
        put("b");
        refer("-END");

        assertThat(written()).isEqualTo("a-LONG--NEXT-b-END");
    }

    @Test
    void aRowThatIsGivenUpLeavesTheRowsBeforeItAlone() throws SQLException {
        put("row1:");
        refer("LONG1");
        int secondRow = buffer.size();
        put("row2:");
        refer("LONG2");
        put("x");

        buffer.truncate(secondRow);
        put("again");

        assertThat(written()).isEqualTo("row1:LONG1again");
        buffer.clear();
        assertThat(written()).isEmpty();
        assertThat(buffer.hasReferences()).isFalse();
    }

    @Test
    void numbersAreInNetworkOrder() throws SQLException {
        buffer.putLong(0x4142434445464748L);
        buffer.putInt(0x49505152);
        buffer.putShort(0x5354);

        assertThat(written()).isEqualTo("ABCDEFGHIPQRST");
    }

    private void put(String text) {
        buffer.putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void refer(String text) {
        byte[] bytes = ("##" + text + "#").getBytes(StandardCharsets.UTF_8);
        buffer.refer(bytes, 2, bytes.length - 3);
    }

    private String written() throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long bytes = buffer.writeTo(out::write);
        assertThat(bytes).isEqualTo(out.size());
        return out.toString(StandardCharsets.UTF_8);
    }
}
