package dev.landfall.testing;

import dev.landfall.failure.FailureCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of something that goes wrong: a line of docs/failures.md, which is made of these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Failures.class)
public @interface Failure {
    /** The sections of the page, in its order. */
    enum Where {
        BINARY_LOG("What the binary log holds"),
        POSITION("Where the stream goes on"),
        SOURCE("MariaDB, and the way to it"),
        TARGET("PostgreSQL, and the way to it"),
        WAY_BACK("The way back"),
        OURSELVES("Landfall itself");

        private final String title;

        Where(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    Where where();

    /** What goes wrong. */
    String what();

    /** What the command ends with; none when it goes on by itself, or does what {@link #seen} says. */
    FailureCode[] code() default {};

    /** What the command does, where that is neither going on nor ending with an error. */
    String seen() default "";

    /** What becomes of the data. */
    String result();
}
