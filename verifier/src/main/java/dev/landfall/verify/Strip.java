package dev.landfall.verify;

import org.jspecify.annotations.Nullable;

/**
 * Pieces of a table that are read at the same time and have nothing to do with each other: where the two servers have no order in common
 * (text in a collation, UUIDs), each cuts its side in an order of its own, and only what all strips add up to can be compared.
 *
 * @param onSource values of the primary key's first column
 * @param onTarget numbers of {@link Blocks}; null for nothing, where there are fewer of them
 */
record Strip(KeyRange onSource, @Nullable KeyRange onTarget) {}
