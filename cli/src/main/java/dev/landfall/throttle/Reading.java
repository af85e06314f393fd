package dev.landfall.throttle;

import java.util.Optional;

/** What a server answered to the question of a limit. */
public sealed interface Reading {
    /** Why the copy has to wait for it; empty when it need not. */
    Optional<Hold> against(Limit limit, long most);

    record Measured(long value) implements Reading {
        @Override
        public Optional<Hold> against(Limit limit, long most) {
            return value > most ? Optional.of(new Hold.Exceeded(limit, value, most)) : Optional.empty();
        }
    }

    /** A limit that cannot be watched counts as exceeded. */
    record Unreadable(String why) implements Reading {
        @Override
        public Optional<Hold> against(Limit limit, long most) {
            return Optional.of(new Hold.Unwatched(limit, why));
        }
    }
}
