package dev.landfall.event;

/**
 * A DATE, DATETIME or TIMESTAMP that no calendar has: {@code 0000-00-00}, {@code 2024-00-10}, {@code 2024-02-31}.
 *
 * @param text as MariaDB prints it, as far as it is known (the stream only knows that the value was of this kind)
 */
public record ZeroDate(String text) {}
