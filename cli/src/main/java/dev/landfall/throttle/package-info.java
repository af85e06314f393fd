/** Kindness to both servers while a migration works: limits of a snapshot and of a verification, what they are about, and whether a worker may go on; what a stream is told. Takes the limits of the configuration and the words of {@code migrate ctl}, gives permission and the reason for withholding it. Starts no thread and shows nothing. */
@NullMarked
package dev.landfall.throttle;

import org.jspecify.annotations.NullMarked;
