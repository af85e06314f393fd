package dev.landfall.verify;

/** A range of a table was found equal by a verification that has not come to its end. */
record EqualRange(KeyRange range, EqualBefore found) {}
