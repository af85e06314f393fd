/**
 * What a runbook says about a migration at one moment: where it stands, whether it may be cut over, and what the last rehearsal
 * took. Reads both servers, changes neither, and writes no file: the words and the pages are those of {@code output}.
 */
@NullMarked
package dev.landfall.runbook;

import org.jspecify.annotations.NullMarked;
