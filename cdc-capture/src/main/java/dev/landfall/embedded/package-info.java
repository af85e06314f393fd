/**
 * Real servers in a temporary folder, for the demo and the tests. The production distribution does not carry their
 * binaries: check {@link dev.landfall.embedded.EmbeddedServers#available()} first.
 */
@NullMarked
package dev.landfall.embedded;

import org.jspecify.annotations.NullMarked;
