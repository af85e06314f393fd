package dev.landfall.throttle;

/** Why a copy or a verification waits. */
public sealed interface Hold {
    /** Behind "held: ". */
    String text();

    /** Whether it is for the sake of this limit, exceeded or not to be read. */
    default boolean isAbout(Limit other) {
        return false;
    }

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

        @Override
        public boolean isAbout(Limit other) {
            return limit == other;
        }
    }

    /** What a limit is about cannot be read. */
    record Unwatched(Limit limit, String why) implements Hold {
        @Override
        public String text() {
            return limit.words() + " cannot be read (" + why + ")";
        }

        @Override
        public boolean isAbout(Limit other) {
            return limit == other;
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
