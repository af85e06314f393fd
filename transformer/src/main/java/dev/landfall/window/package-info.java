/**
 * The time between a cutover and its end, in which there is a way back: what PostgreSQL needs for it (slot, publication, replica
 * identities, checks that keep out what MariaDB cannot hold), and the guard that holds writes back there. Moves no rows: that is
 * {@code reverse}.
 */
@NullMarked
package dev.landfall.window;

import org.jspecify.annotations.NullMarked;
