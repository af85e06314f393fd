package dev.landfall.reverse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** PostGIS's form of a geometry (EWKB) as MariaDB keeps it: the SRID in 4 bytes, little-endian, then well-known binary. */
final class SridAndWkb {
    private static final int HAS_SRID = 0x2000_0000;
    private static final int MORE_DIMENSIONS = 0xC000_0000;

    private SridAndWkb() {}

    /** @throws UnholdableValueException for a third or fourth dimension */
    static byte[] of(byte[] ewkb) {
        ByteBuffer from = ByteBuffer.wrap(ewkb);
        byte order = from.get();
        from.order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int type = from.getInt();
        if ((type & MORE_DIMENSIONS) != 0) {
            throw new UnholdableValueException("the geometry has more than two dimensions");
        }
        int srid = (type & HAS_SRID) == 0 ? 0 : from.getInt();
        ByteBuffer to = ByteBuffer.allocate(Integer.BYTES + 1 + Integer.BYTES + from.remaining());
        to.order(ByteOrder.LITTLE_ENDIAN).putInt(srid);
        to.put(order).order(from.order()).putInt(type & ~HAS_SRID).put(from);
        return to.array();
    }
}
