/**
 * What the data of the source is like: for each column how many values have a trait that matters on the way to another
 * type system. Takes a {@link dev.landfall.catalog.SourceTable} and a session, gives a {@link
 * dev.landfall.profile.TableProfile}. Decides nothing.
 */
@NullMarked
package dev.landfall.profile;

import org.jspecify.annotations.NullMarked;
