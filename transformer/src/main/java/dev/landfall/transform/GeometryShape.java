package dev.landfall.transform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What PostGIS refuses when it reads well-known binary, and MariaDB stores: lines of one point, rings of fewer than four,
 * rings that do not close (lwin_wkb.c, LW_PARSER_CHECK_ALL); and numbers of reference systems above its own.
 */
final class GeometryShape {
    /** SRID_USER_MAXIMUM. */
    private static final int LARGEST_SRID = 998_999;

    private static final int POINT_BYTES = 16;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int FIRST_COLLECTION = 4;
    /** PostGIS 3.3 takes 198 levels around a point. */
    private static final int DEEPEST = 198;

    private GeometryShape() {}

    /** @param value SRID as 4 bytes little-endian, then WKB; @return why PostGIS would refuse it, empty when it takes it */
    static String complaint(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        int srid = buffer.getInt();
        if (srid < 0 || srid > LARGEST_SRID) {
            return "the SRID " + Integer.toUnsignedString(srid) + " is above PostGIS's 998999";
        }
        return shape(buffer, 0);
    }

    private static String shape(ByteBuffer wkb, int depth) {
        wkb.order(wkb.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int type = wkb.getInt();
        if (type == LINE) {
            int points = wkb.getInt();
            wkb.position(wkb.position() + points * POINT_BYTES);
            return points == 1 ? "a line of one point" : "";
        }
        if (type == POLYGON) {
            return polygon(wkb);
        }
        if (type < FIRST_COLLECTION) {
            wkb.position(wkb.position() + POINT_BYTES);
            return "";
        }
        String complaint = depth >= DEEPEST ? "collections within collections, " + depth + " deep" : "";
        for (int parts = wkb.getInt(); parts > 0; parts--) {
            String next = shape(wkb, depth + 1);
            complaint = complaint.isEmpty() ? next : complaint;
        }
        return complaint;
    }

    private static String polygon(ByteBuffer wkb) {
        String complaint = "";
        for (int rings = wkb.getInt(); rings > 0; rings--) {
            int points = wkb.getInt();
            int first = wkb.position();
            int last = first + (points - 1) * POINT_BYTES;
            boolean closed = points > 0
                    && wkb.getLong(first) == wkb.getLong(last)
                    && wkb.getLong(first + Long.BYTES) == wkb.getLong(last + Long.BYTES);
            if (points < FIRST_COLLECTION || !closed) {
                complaint = "a ring of fewer than four points, or one that does not close";
            }
            wkb.position(first + points * POINT_BYTES);
        }
        return complaint;
    }
}
