package dev.landfall.verify.cells;

/** DATETIME and TIMESTAMP: microseconds since 2000-01-01, of a wall clock or, as both sessions are in it, of UTC. */
final class MomentCell implements CellForm {
    @Override
    public long source(byte[] bytes, int offset, int length) {
        long micros = SourceMoment.micros(bytes, offset, length);
        return micros == SourceMoment.NONE ? CellHash.ODD_SOURCE : CellHash.word(micros);
    }

    @Override
    public long target(byte[] bytes, int offset, int length) {
        return CellHash.word(Bytes.bigEndian(bytes, offset, length));
    }
}
