package dev.landfall.apply;

import dev.landfall.event.SourcePosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the target has followed the source.
 *
 * @param step moves by one with every batch: whoever expects another value is not alone
 * @param committedAt the source's time of the last applied transaction, null before the first
 */
public record AppliedPosition(
        SourcePosition position, long step, @Nullable Instant committedAt) {}
