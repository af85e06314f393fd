/**
 * Proves that source and target hold the same rows. Takes a {@link dev.landfall.plan.MigrationPlan}, gives a {@link
 * dev.landfall.verify.VerificationReport}. SQL expressions of its own on both servers say whether a row differs, so that a
 * fault in the code that wrote the rows cannot hide; of JSON documents that PostgreSQL does not take, the rule is shared. Changes nothing on either side.
 */
@NullMarked
package dev.landfall.verify;

import org.jspecify.annotations.NullMarked;
