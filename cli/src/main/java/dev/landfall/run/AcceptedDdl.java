package dev.landfall.run;

import dev.landfall.event.Gtid;
import org.jspecify.annotations.Nullable;

/**
 * A schema change that somebody has looked at.
 *
 * @param gtid of the source's statement
 * @param statements PostgreSQL's, to be executed in place of the proposal; null for the proposal
 */
public record AcceptedDdl(Gtid gtid, @Nullable String statements) {}
