package dev.landfall.apply;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * PostGIS's form of a geometry (EWKB): well-known binary whose first type number carries a flag that an SRID follows.
 * PostGIS writes none for SRID 0, and so does this.
 */
final class ExtendedWkb {
    private static final int HAS_SRID = 0x2000_0000;

    private ExtendedWkb() {}

    /** @param value SRID as 4 bytes little-endian, then WKB in either byte order */
    static byte[] of(byte[] value) {
        int srid = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int length = value.length - Integer.BYTES;
        ByteBuffer wkb = ByteBuffer.wrap(value, Integer.BYTES, length).slice();
        ByteOrder order = wkb.get(0) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (srid == 0) {
            byte[] plain = new byte[length];
            wkb.get(plain);
            return plain;
        }
        ByteBuffer extended = ByteBuffer.allocate(length + Integer.BYTES).order(order);
        extended.put(wkb.get());
        extended.putInt(wkb.order(order).getInt() | HAS_SRID);
        extended.putInt(srid);
        extended.put(wkb);
        return extended.array();
    }
}
