/** Decides the PostgreSQL side of one thing at a time: a type, a name, a default, an expression, a view. Pure functions; refuses by returning nothing, never approximates. */
@NullMarked
package dev.landfall.mapping;

import org.jspecify.annotations.NullMarked;
