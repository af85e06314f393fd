/** The commands: parse, call {@code run}, print. picocli stops here. */
@NullMarked
package dev.landfall.cli;

import org.jspecify.annotations.NullMarked;
