package dev.landfall.wire;

import java.sql.SQLDataException;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableInt;
import org.mariadb.jdbc.plugin.Codec;

/**
 * Gives the packet of the current row instead of a value. The getters of Connector/J make an object of every value, and some
 * of them change it (3.5.11 has null for a zero date and drops leading zeros of a fraction). Public only because the driver
 * finds its codecs by {@link java.util.ServiceLoader}. Stateless.
 */
public final class RowPacketCodec implements Codec<RowPacket> {
    @Override
    public String className() {
        return RowPacket.class.getName();
    }

    @Override
    public boolean canDecode(ColumnDecoder column, Class<?> type) {
        return type == RowPacket.class;
    }

    @Override
    public boolean canEncode(Object value) {
        return false;
    }

    @Override
    public RowPacket decodeBinary(
            ReadableByteBuf buffer,
            MutableInt length,
            ColumnDecoder column,
            @Nullable Calendar calendar,
            Context context) {
        int next = buffer.pos() + length.get();
        return new RowPacket(buffer.buf(), next, buffer.pos() + buffer.readableBytes());
    }

    @Override
    public RowPacket decodeText(
            ReadableByteBuf buffer,
            MutableInt length,
            ColumnDecoder column,
            @Nullable Calendar calendar,
            Context context)
            throws SQLDataException {
        throw new SQLDataException("rows are expected in the binary protocol, and came in the text protocol");
    }

    @Override
    public void encodeText(
            Writer encoder, Context context, RowPacket value, @Nullable Calendar calendar, @Nullable Long length) {
        throw new UnsupportedOperationException("a packet is no parameter");
    }

    @Override
    public int getApproximateTextProtocolLength(RowPacket value, @Nullable Long length) {
        throw new UnsupportedOperationException("a packet is no parameter");
    }

    @Override
    public void encodeBinary(
            Writer encoder, Context context, RowPacket value, @Nullable Calendar calendar, @Nullable Long length) {
        throw new UnsupportedOperationException("a packet is no parameter");
    }

    @Override
    public int getBinaryEncodeType() {
        throw new UnsupportedOperationException("a packet is no parameter");
    }
}
