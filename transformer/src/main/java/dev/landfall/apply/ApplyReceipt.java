package dev.landfall.apply;

/** What one batch came to. @param position where the target is now */
public record ApplyReceipt(int transactions, long changes, AppliedPosition position) {}
