package dev.landfall.event;

/**
 * A moment of the source: everything that is in {@code gtids} has happened, nothing else has. {@code file} and
 * {@code offset} are the same moment in the server's own binary log and only order positions of one server; a stream
 * resumes by GTID.
 */
public record SourcePosition(GtidSet gtids, String file, long offset) {
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
