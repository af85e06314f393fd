package dev.landfall.transform;

/** Turns one source value that is not NULL into its target value; stateless. */
@FunctionalInterface
interface ValueConverter {
    /** @throws UnfitValueException when the target type has no exact counterpart */
    Object convert(Object value) throws UnfitValueException;
}
