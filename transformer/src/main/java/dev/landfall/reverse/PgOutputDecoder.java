package dev.landfall.reverse;

import dev.landfall.reverse.LogicalMessage.Begin;
import dev.landfall.reverse.LogicalMessage.Commit;
import dev.landfall.reverse.LogicalMessage.Delete;
import dev.landfall.reverse.LogicalMessage.Insert;
import dev.landfall.reverse.LogicalMessage.Other;
import dev.landfall.reverse.LogicalMessage.Relation;
import dev.landfall.reverse.LogicalMessage.Truncate;
import dev.landfall.reverse.LogicalMessage.Update;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of {@code pgoutput} with values as text. Formats: "Logical Replication Message Formats" in PostgreSQL's manual.
 * Stateless.
 */
final class PgOutputDecoder {
    /** PostgreSQL counts microseconds from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private PgOutputDecoder() {}

    /** @throws IllegalStateException for a message that protocol version 1 does not have */
    static LogicalMessage decode(ByteBuffer message) {
        char kind = (char) message.get();
        return switch (kind) {
            case 'B' -> new Begin(message.getLong(), instant(message.getLong()));
            case 'C' -> commit(message);
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'U' -> update(message);
            case 'D' -> delete(message);
            case 'T' -> truncate(message);
            case 'Y', 'O', 'M' -> new Other();
            default -> throw new IllegalStateException("pgoutput sent a message of the unknown kind " + kind);
        };
    }

    private static Commit commit(ByteBuffer message) {
        message.get();
        message.getLong();
        return new Commit(message.getLong());
    }

    private static Insert insert(ByteBuffer message) {
        int relation = message.getInt();
        expect(message, 'N');
        return new Insert(relation, tuple(message));
    }

    private static Delete delete(ByteBuffer message) {
        int relation = message.getInt();
        char image = (char) message.get();
        return new Delete(relation, tuple(message), image == 'O');
    }

    private static Instant instant(long micros) {
        return EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000L))
                .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    private static Relation relation(ByteBuffer message) {
        int id = message.getInt();
        String schema = string(message);
        String name = string(message);
        message.get(); // the replica identity: which columns it has is said with them
        int count = message.getShort();
        List<String> columns = new ArrayList<>(count);
        Set<String> identity = new HashSet<>();
        for (int i = 0; i < count; i++) {
            boolean identifies = (message.get() & 1) != 0;
            String column = string(message);
            columns.add(column);
            if (identifies) {
                identity.add(column);
            }
            message.getInt();
            message.getInt();
        }
        return new Relation(id, schema, name, columns, identity);
    }

    private static Update update(ByteBuffer message) {
        int relation = message.getInt();
        char image = (char) message.get();
        @Nullable Tuple before = null;
        if (image != 'N') {
            before = tuple(message);
            expect(message, 'N');
        }
        return new Update(relation, before, image == 'O', tuple(message));
    }

    private static Truncate truncate(ByteBuffer message) {
        int count = message.getInt();
        message.get(); // CASCADE and RESTART IDENTITY: all tables are listed, and counters are set by the rollback
        List<Integer> relations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relations.add(message.getInt());
        }
        return new Truncate(relations);
    }

    private static Tuple tuple(ByteBuffer message) {
        int count = message.getShort();
        @Nullable String[] texts = new String[count];
        BitSet absent = new BitSet(count);
        for (int i = 0; i < count; i++) {
            char kind = (char) message.get();
            switch (kind) {
                case 'n' -> texts[i] = null;
                case 'u' -> absent.set(i);
                case 't' -> {
                    byte[] text = new byte[message.getInt()];
                    message.get(text);
                    texts[i] = new String(text, StandardCharsets.UTF_8);
                }
                default -> throw new IllegalStateException("pgoutput sent a value of the unknown kind " + kind);
            }
        }
        return new Tuple(texts, absent);
    }

    private static void expect(ByteBuffer message, char kind) {
        char seen = (char) message.get();
        if (seen != kind) {
            throw new IllegalStateException("pgoutput sent " + seen + " where a row begins");
        }
    }

    private static String string(ByteBuffer message) {
        int start = message.position();
        while (message.get() != 0) {
            continue;
        }
        byte[] bytes = new byte[message.position() - 1 - start];
        message.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
