package dev.landfall.stream;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.EventCounts;
import dev.landfall.event.Gtid;
import dev.landfall.failure.MigrationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One group of the binary log (a transaction, or a statement that stands alone) and what was found out about it on the way.
 * Travels with Debezium's records, so that it arrives in their order. Written by the thread that reads the binary log,
 * read by the engine's thread once the record of the group's end is there; but for {@link #largeCells}, which it reads with every
 * portion.
 */
final class EventGroup {
    private final Gtid gtid;
    private final boolean standalone;
    private final List<ChangeEvent> statements = new ArrayList<>();
    private final EventCounts counts = new EventCounts();
    private long rows;
    private @Nullable LargeCells largeCells;
    private boolean partlyRolledBack;
    private String xaTransaction = "";
    private @Nullable MigrationException refusal;
    private long server;
    private String file = "";
    private long endOffset;
    private Instant committedAt = Instant.EPOCH;
    private Set<String> prepared = Set.of();

    /** @param standalone it consists of one statement and no commit follows */
    EventGroup(Gtid gtid, boolean standalone) {
        this.gtid = gtid;
        this.standalone = standalone;
    }

    Gtid gtid() {
        return gtid;
    }

    boolean standalone() {
        return standalone;
    }

    /** TRUNCATE and DDL of captured tables. */
    List<ChangeEvent> statements() {
        return statements;
    }

    /** Of the changes of captured tables, as they were seen. */
    EventCounts counts() {
        return counts;
    }

    /** Whether rows of captured tables were seen. */
    boolean hasRows() {
        return rows > 0;
    }

    /** How many rows of captured tables were seen. */
    long rows() {
        return rows;
    }

    void rowsSeen(int count) {
        rows += count;
    }

    /** What its rows refer to; null where they hold all of their cells. Whoever puts the transaction together closes it. */
    @Nullable
    LargeCells largeCells() {
        return largeCells;
    }

    void keep(LargeCells cells) {
        largeCells = cells;
    }

    /** Of the cells that its rows refer to. */
    long largeBytes() {
        return largeCells == null ? 0 : largeCells.size();
    }

    /** Nobody wants its rows any more. */
    void discard() {
        if (largeCells != null) {
            largeCells.close();
        }
    }

    boolean partlyRolledBack() {
        return partlyRolledBack;
    }

    void rolledBackToSavepoint() {
        partlyRolledBack = true;
    }

    String xaTransaction() {
        return xaTransaction;
    }

    void belongsToXa(String transaction) {
        xaTransaction = transaction;
    }

    /** Why it must not be applied, or null. */
    @Nullable
    MigrationException refusal() {
        return refusal;
    }

    void refuse(MigrationException reason) {
        refusal = refusal == null ? reason : refusal;
    }

    void ended(long ofServer, String inFile, long atOffset, Instant when) {
        server = ofServer;
        file = inFile;
        endOffset = atOffset;
        committedAt = when;
    }

    /** In whose log {@link #file} is; another one than the GTID's where the source replicates. */
    long server() {
        return server;
    }

    String file() {
        return file;
    }

    long endOffset() {
        return endOffset;
    }

    Instant committedAt() {
        return committedAt;
    }

    void leaves(Set<String> preparedTransactions) {
        prepared = Set.copyOf(preparedTransactions);
    }

    /** XA transactions without rows of captured tables that are prepared behind it. */
    Set<String> prepared() {
        return prepared;
    }

    @Override
    public String toString() {
        return gtid.toString();
    }
}
