/**
 * When a snapshot will be done: learns from what is copied and built how long the rest will take. Takes counts and times, gives an
 * {@link dev.landfall.forecast.Outlook}. Knows the limits in force. Has no clock, starts no thread, shows nothing.
 */
@NullMarked
package dev.landfall.forecast;

import org.jspecify.annotations.NullMarked;
