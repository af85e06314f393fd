/**
 * Where tests end the process as a crash would. It is the one hook for tests in the program, on purpose: what is between a write
 * and its commit cannot be hit from outside. It changes nothing but the moment of the end, and nothing at all unless the
 * environment asks for it.
 */
@NullMarked
package dev.landfall.failpoint;

import org.jspecify.annotations.NullMarked;
