/**
 * Proves that source and target hold the same rows. Takes a {@link dev.landfall.plan.MigrationPlan}, gives a {@link
 * dev.landfall.verify.VerificationReport}. The comparison uses SQL expressions of its own on both servers, so that a fault
 * in the code that wrote the rows cannot hide. Changes nothing on either side.
 */
@NullMarked
package dev.landfall.verify;

import org.jspecify.annotations.NullMarked;
