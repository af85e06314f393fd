package dev.landfall.event;

import java.util.Set;

/**
 * A moment of the source: everything that is in {@code gtids} has happened, nothing else has. {@code file} and
 * {@code offset} are the same moment in the binary log of the server with the id {@code server}: they order positions of one
 * server and tell its log from another one with the same sequence numbers; a stream resumes by GTID.
 *
 * @param server {@link #UNKNOWN_SERVER} where it was not kept
 * @param prepared XA transactions that are prepared and not ended here, none of them with rows of migrated tables; as the
 *     binary log names them
 */
public record SourcePosition(GtidSet gtids, long server, String file, long offset, Set<String> prepared) {
    /** No server has this id in its own log. */
    public static final long UNKNOWN_SERVER = 0;

    public SourcePosition {
        prepared = Set.copyOf(prepared);
    }

    public SourcePosition(GtidSet gtids, long server, String file, long offset) {
        this(gtids, server, file, offset, Set.of());
    }

    public SourcePosition(GtidSet gtids, String file, long offset) {
        this(gtids, UNKNOWN_SERVER, file, offset);
    }

    public boolean contains(Gtid gtid) {
        return gtids.contains(gtid);
    }

    public boolean contains(SourcePosition other) {
        return gtids.contains(other.gtids);
    }

    @Override
    public String toString() {
        return gtids + " (" + file + ":" + offset + ")";
    }
}
