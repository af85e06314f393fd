/** Kindness to both servers while a snapshot copies: limits, what they are about, and whether a worker may go on. Takes the limits of the configuration and of {@code migrate ctl}, gives permission and the reason for withholding it. Starts no thread and shows nothing. */
@NullMarked
package dev.landfall.throttle;

import org.jspecify.annotations.NullMarked;
