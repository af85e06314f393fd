package dev.landfall.mapping.expression;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Translates the calls of one function; refuses arguments for which both servers may differ. */
interface Rule {
    Value apply(List<Value> arguments);

    static Rule of(UnaryOperator<Value> rule) {
        return of(1, 1, arguments -> rule.apply(arguments.get(0)));
    }

    static Rule of(BinaryOperator<Value> rule) {
        return of(2, 2, arguments -> rule.apply(arguments.get(0), arguments.get(1)));
    }

    static Rule of(int least, int most, Rule rule) {
        return arguments -> {
            if (arguments.size() < least || arguments.size() > most) {
                throw new Refusal("calls a function with " + arguments.size() + " arguments");
            }
            return rule.apply(arguments);
        };
    }
}
