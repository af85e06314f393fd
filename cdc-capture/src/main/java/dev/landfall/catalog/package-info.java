/**
 * What the source holds: tables, columns with their exact types, keys, indexes, constraints. Takes a {@link
 * dev.landfall.source.SourceDatabase}, gives a {@link dev.landfall.catalog.SourceCatalog}. Decides nothing about the
 * target.
 */
@NullMarked
package dev.landfall.catalog;

import org.jspecify.annotations.NullMarked;
