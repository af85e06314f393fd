/** Takes a {@link dev.landfall.catalog.SourceCatalog}, gives a {@link dev.landfall.plan.MigrationPlan}: one decision per column, made once, used by DDL, snapshot, stream and verify alike, with a finding for everything that does not arrive as it was. */
@NullMarked
package dev.landfall.plan;

import org.jspecify.annotations.NullMarked;
