package dev.landfall.verify;

import dev.landfall.target.CopyCells;
import dev.landfall.verify.cells.KeyWords;
import dev.landfall.wire.RowCells;

/** Puts rows into a sketch as they come, until one does not fit. One thread. */
final class KeySketcher {
    private final KeyWords words;
    private final long[] key;
    private KeySketch sketch;

    KeySketcher(KeyWords words) {
        this.words = words;
        this.key = new long[words.count()];
        this.sketch = KeySketch.of(words.count());
    }

    void add(long hash, RowCells row) {
        if (sketch != KeySketch.UNFIT) {
            add(hash, words.read(row, key));
        }
    }

    void add(long hash, CopyCells row) {
        if (sketch != KeySketch.UNFIT) {
            add(hash, words.read(row, key));
        }
    }

    private void add(long hash, boolean fits) {
        if (fits) {
            sketch.add(hash, key);
        } else {
            sketch = KeySketch.UNFIT;
        }
    }

    KeySketch sketch() {
        return sketch;
    }
}
