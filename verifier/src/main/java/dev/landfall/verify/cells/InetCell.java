package dev.landfall.verify.cells;

/** The address's bytes; PostgreSQL's come behind family, prefix length, whether it is a network, and their number. */
record InetCell(int addressBytes) implements CellForm {
    private static final int HEADER = 4;

    @Override
    public long source(byte[] bytes, int offset, int length) {
        return CellHash.bytes(bytes, offset, length);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        boolean host = length == HEADER + addressBytes
                && Byte.toUnsignedInt(bytes[offset + 1]) == addressBytes * Byte.SIZE
                && bytes[offset + 2] == 0;
        return host ? CellHash.bytes(bytes, offset + HEADER, addressBytes) : CellHash.ODD_TARGET;
    }
}
