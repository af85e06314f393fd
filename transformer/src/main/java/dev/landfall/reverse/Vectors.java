package dev.landfall.reverse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A {@code real[]} as MariaDB keeps a VECTOR: every number in four bytes, little-endian. */
final class Vectors {
    private Vectors() {}

    static byte[] bytes(String text) {
        List<String> numbers = TextArray.elements(text);
        ByteBuffer bytes = ByteBuffer.allocate(numbers.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        numbers.forEach(number -> bytes.putFloat(Float.parseFloat(number)));
        return bytes.array();
    }
}
