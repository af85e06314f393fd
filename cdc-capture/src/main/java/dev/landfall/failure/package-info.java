/**
 * The one kind of exception that crosses a stage: it says where, what was seen, what was expected, what to do next, and
 * carries a stable code whose kind decides the process's exit code and whether running again is safe.
 */
@NullMarked
package dev.landfall.failure;

import org.jspecify.annotations.NullMarked;
