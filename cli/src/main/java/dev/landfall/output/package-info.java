/** What people and scripts read: tables, progress, JSON, JUnit XML. Knows nothing of commands. */
@NullMarked
package dev.landfall.output;

import org.jspecify.annotations.NullMarked;
