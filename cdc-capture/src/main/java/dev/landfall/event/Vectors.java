package dev.landfall.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** VECTOR values as MariaDB stores and sends them: four-byte floating point numbers, little-endian. */
public final class Vectors {
    private Vectors() {}

    public static float[] read(byte[] bytes, int offset, int dimensions) {
        float[] numbers = new float[dimensions];
        ByteBuffer.wrap(bytes, offset, dimensions * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }
}
