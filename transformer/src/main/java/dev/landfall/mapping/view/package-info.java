/**
 * Views of MariaDB in PostgreSQL's words: text to tokens, tokens to a query, the query written anew with its meaning kept.
 * What cannot be kept is refused with a reason, what differs in a known way comes with a caveat. Pure functions.
 */
@NullMarked
package dev.landfall.mapping.view;

import org.jspecify.annotations.NullMarked;
