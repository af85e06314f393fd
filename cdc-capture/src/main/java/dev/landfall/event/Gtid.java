package dev.landfall.event;

/** A MariaDB global transaction id: within a domain, {@code sequence} orders transactions. */
public record Gtid(long domain, long server, long sequence) {
    /** @throws IllegalArgumentException when the text is not {@code domain-server-sequence} */
    public static Gtid parse(String text) {
        String[] parts = text.strip().split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a GTID: " + text);
        }
        return new Gtid(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseUnsignedLong(parts[2]));
    }

    /** Whether another server has given its transaction the same number: at most one of them is in a log. */
    public boolean isNumberOfAnother(Gtid other) {
        return domain == other.domain && sequence == other.sequence && server != other.server;
    }

    @Override
    public String toString() {
        return domain + "-" + server + "-" + Long.toUnsignedString(sequence);
    }
}
