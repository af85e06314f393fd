/** How far a position is behind the source's binary log, and whether the source keeps what is still needed of it. Takes what the source says, gives figures and warnings. Changes nothing on the source. */
@NullMarked
package dev.landfall.retention;

import org.jspecify.annotations.NullMarked;
