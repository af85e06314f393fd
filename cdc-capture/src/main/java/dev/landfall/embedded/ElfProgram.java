package dev.landfall.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A Linux program file (ELF, 64 bit, little endian; offsets are those of elf(5)). */
final class ElfProgram {
    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int FILE_HEADER_BYTES = 64;
    private static final int SEGMENT_HEADER_BYTES = 56;

    /** The headers stand at the start of the file; programs have about ten segments. */
    private static final int HEAD_BYTES = 8192;

    private static final int COPY_BYTES = 1 << 16;

    private ElfProgram() {}

    /**
     * Writes an executable file with all that the system loads, and leaves out what follows. Of MariaDB's server that is
     * 29 of 314 MB: the rest, which only a debugger reads, would make its start two seconds longer.
     */
    static void copyWithoutDebugInformation(InputStream program, Path target) throws IOException {
        byte[] head = program.readNBytes(HEAD_BYTES);
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long remaining = loadedBytes(header) - head.length;
        forgetSections(header);
        try (OutputStream out = Files.newOutputStream(target)) {
            out.write(head);
            byte[] buffer = new byte[COPY_BYTES];
            while (remaining > 0) {
                int read = program.read(buffer, 0, (int) Math.min(buffer.length, remaining));
                if (read < 0) {
                    throw new IOException("the program for " + target + " is cut short by " + remaining + " bytes");
                }
                out.write(buffer, 0, read);
                remaining -= read;
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static long loadedBytes(ByteBuffer header) throws IOException {
        if (header.limit() < FILE_HEADER_BYTES
                || header.getInt(0) != MAGIC
                || header.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
            throw new IOException("not a 64 bit Linux program");
        }
        int firstSegment = Math.toIntExact(header.getLong(32));
        int segments = Short.toUnsignedInt(header.getShort(56));
        if (firstSegment + segments * SEGMENT_HEADER_BYTES > header.limit()) {
            throw new IOException("the program's segment headers are not at its start");
        }
        long end = 0;
        for (int segment = 0; segment < segments; segment++) {
            int at = firstSegment + segment * SEGMENT_HEADER_BYTES;
            end = Math.max(end, header.getLong(at + 8) + header.getLong(at + 32));
        }
        return end;
    }

    /** The section table stands at the end of the file, so the header must not point to it. */
    private static void forgetSections(ByteBuffer header) {
        header.putLong(40, 0);
        header.putInt(60, 0);
    }
}
