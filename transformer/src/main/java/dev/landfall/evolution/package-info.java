/**
 * What becomes of a plan when the source's schema changes under it. Takes a {@link dev.landfall.plan.MigrationPlan} and a
 * {@link dev.landfall.ddl.SchemaStatement}, and gives a {@link dev.landfall.evolution.Verdict}: the next plan and the
 * PostgreSQL statements between the two, and whether they may be executed without asking. Executes nothing.
 */
@NullMarked
package dev.landfall.evolution;

import org.jspecify.annotations.NullMarked;
