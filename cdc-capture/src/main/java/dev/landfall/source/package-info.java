/** Where the source is and how sessions on it are opened. Connector/J's own types stop here and in {@code snapshot}. */
@NullMarked
package dev.landfall.source;

import org.jspecify.annotations.NullMarked;
