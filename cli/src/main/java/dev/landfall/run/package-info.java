/** The migration's own life: one class per phase, driven by commands, with its state kept on the target. Takes a {@link dev.landfall.config.MigrationConfig}, gives receipts; prints nothing. */
@NullMarked
package dev.landfall.run;

import org.jspecify.annotations.NullMarked;
