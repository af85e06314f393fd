package dev.landfall.event;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last transaction of every domain, as {@code @@gtid_binlog_pos} gives it; an immutable value. Within a domain
 * sequence numbers grow, so the set stands for every transaction up to them.
 */
public final class GtidSet {
    public static final GtidSet EMPTY = new GtidSet(new TreeMap<>());

    private final SortedMap<Long, Gtid> lastByDomain;

    private GtidSet(SortedMap<Long, Gtid> lastByDomain) {
        this.lastByDomain = lastByDomain;
    }

    /** @throws IllegalArgumentException when the text is not a comma-separated list of GTIDs */
    public static GtidSet parse(String text) {
        SortedMap<Long, Gtid> last = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                Gtid gtid = Gtid.parse(part);
                last.merge(gtid.domain(), gtid, GtidSet::later);
            }
        }
        return new GtidSet(last);
    }

    public boolean isEmpty() {
        return lastByDomain.isEmpty();
    }

    public Collection<Gtid> gtids() {
        return lastByDomain.values();
    }

    public boolean contains(Gtid gtid) {
        Gtid last = lastByDomain.get(gtid.domain());
        return last != null && Long.compareUnsigned(last.sequence(), gtid.sequence()) >= 0;
    }

    /** Whether every transaction of {@code other} is in this set. */
    public boolean contains(GtidSet other) {
        return other.lastByDomain.values().stream().allMatch(this::contains);
    }

    /** Whether both have a last transaction of the same number, of different servers: they are of no one history. */
    public boolean contradicts(GtidSet other) {
        return gtids().stream().anyMatch(gtid -> {
            Gtid theirs = other.lastByDomain.get(gtid.domain());
            return theirs != null && gtid.isNumberOfAnother(theirs);
        });
    }

    /** This set after one more transaction. */
    public GtidSet with(Gtid gtid) {
        SortedMap<Long, Gtid> last = new TreeMap<>(lastByDomain);
        last.put(gtid.domain(), gtid);
        return new GtidSet(last);
    }

    /** The smallest set that contains both. */
    public GtidSet union(GtidSet other) {
        SortedMap<Long, Gtid> last = new TreeMap<>(lastByDomain);
        other.lastByDomain.forEach((domain, gtid) -> last.merge(domain, gtid, GtidSet::later));
        return new GtidSet(last);
    }

    /** How many transactions of {@code other} are not in this set, by sequence numbers (which may have gaps). */
    public long missingFrom(GtidSet other) {
        long missing = 0;
        for (Map.Entry<Long, Gtid> entry : other.lastByDomain.entrySet()) {
            Gtid ours = lastByDomain.get(entry.getKey());
            long reached = ours == null ? 0 : ours.sequence();
            missing += Math.max(0, entry.getValue().sequence() - reached);
        }
        return missing;
    }

    private static Gtid later(Gtid a, Gtid b) {
        return Long.compareUnsigned(a.sequence(), b.sequence()) >= 0 ? a : b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidSet that && lastByDomain.equals(that.lastByDomain);
    }

    @Override
    public int hashCode() {
        return lastByDomain.hashCode();
    }

    /** The form that MariaDB reads and writes. */
    @Override
    public String toString() {
        return lastByDomain.values().stream().map(Gtid::toString).collect(Collectors.joining(","));
    }
}
