package dev.landfall.mapping.view;

import java.util.List;

/** A function of MariaDB that has one meaning for each list of arguments. @param max of arguments; -1 for any number */
record ViewFunction(int min, int max, Body body) {
    /** Writes the call. */
    @FunctionalInterface
    interface Body {
        ViewValue write(List<ViewValue> arguments);
    }

    static ViewFunction of(int arguments, Body body) {
        return new ViewFunction(arguments, arguments, body);
    }

    static ViewFunction of(int min, int max, Body body) {
        return new ViewFunction(min, max, body);
    }

    ViewValue write(String name, List<ViewValue> arguments) {
        if (arguments.size() < min || max >= 0 && arguments.size() > max) {
            throw new UntranslatableViewException(
                    "It calls " + name + " with " + arguments.size() + " arguments, which has no translation.");
        }
        return body.write(arguments);
    }

    /** An argument that has a translation as a whole number of the statement alone. */
    static int constant(ViewValue value, String what) {
        Integer constant = value.constant();
        if (constant == null) {
            throw new UntranslatableViewException(
                    "The " + what + " is not a constant: " + ViewConversion.shown(value) + ".");
        }
        return constant;
    }
}
