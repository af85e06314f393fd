package dev.landfall.cutover;

/**
 * A way back that was given up.
 *
 * @param closed false when there was none any more
 * @param remains what could not be removed, and why; empty when nothing is left
 */
public record FinalCutoverReceipt(boolean closed, String remains) {}
