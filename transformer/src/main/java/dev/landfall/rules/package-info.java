/** What the user decides about values and types, as far as the defaults do not suit: policies per kind of loss and per column. */
@NullMarked
package dev.landfall.rules;

import org.jspecify.annotations.NullMarked;
