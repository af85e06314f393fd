/** The whole journey on embedded servers, through the same commands that a user types. */
@NullMarked
package dev.landfall.demo;

import org.jspecify.annotations.NullMarked;
