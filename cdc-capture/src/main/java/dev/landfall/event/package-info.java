/**
 * What flows out of the source: rows and changes as values, and the positions between them. A row value has one Java
 * type per {@link dev.landfall.catalog.MariaDbType}, the same from the snapshot and from the stream; see {@link
 * dev.landfall.event.RowImage}.
 */
@NullMarked
package dev.landfall.event;

import org.jspecify.annotations.NullMarked;
