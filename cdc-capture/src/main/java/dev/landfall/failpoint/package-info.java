/** Where tests end the process as a crash would. */
@NullMarked
package dev.landfall.failpoint;

import org.jspecify.annotations.NullMarked;
