package dev.landfall.throttle;

/** Why a copy or a verification waits. */
public sealed interface Hold {
    /** Behind "held: ". */
    String text();

    record Paused() implements Hold {
        @Override
        public String text() {
            return "paused by migrate ctl";
        }
    }

    record Exceeded(Limit limit, long value, long most) implements Hold {
        @Override
        public String text() {
            return limit.words() + " " + limit.shown(value) + ", limit " + limit.shown(most);
        }
    }

    /** What a limit is about cannot be read. */
    record Unwatched(Limit limit, String why) implements Hold {
        @Override
        public String text() {
            return limit.words() + " cannot be read (" + why + ")";
        }
    }

    /** Nobody knows whether the copy is paused. */
    record Uninstructed(String why) implements Hold {
        @Override
        public String text() {
            return "the settings of migrate ctl cannot be read (" + why + ")";
        }
    }
}
