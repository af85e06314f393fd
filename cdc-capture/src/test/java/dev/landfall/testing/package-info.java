/**
 * Real servers for the tests of every module, and the real program as a process. Start with
 * {@link dev.landfall.testing.TestMariaDb#shared()} and {@link dev.landfall.testing.TestPostgres#shared()}, take a fresh
 * database from them for each test class, and close that database at its end.
 */
@NullMarked
package dev.landfall.testing;

import org.jspecify.annotations.NullMarked;
