package dev.landfall.mapping.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rule of a function or operator. */
final class Functions {
    private static final Map<String, Rule> RULES = new HashMap<>();
    /** They have a syntax of their own. */
    private static final Set<String> SYNTAX = Set.of("cast", "convert", "extract", "trim");

    static {
        RULES.putAll(LogicRules.RULES);
        RULES.putAll(ComparisonRules.RULES);
        RULES.putAll(ArithmeticRules.RULES);
        RULES.putAll(ConditionalRules.RULES);
        RULES.putAll(TextRules.RULES);
        RULES.putAll(HashRules.RULES);
        RULES.putAll(DateRules.RULES);
        RULES.putAll(JsonRules.RULES);
    }

    private Functions() {}

    static boolean known(String name) {
        return RULES.containsKey(name) || MomentRules.RULES.containsKey(name) || SYNTAX.contains(name);
    }

    static Value call(String name, List<Value> arguments) {
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw new Refusal("has " + name + ", which has no exact counterpart");
        }
        return rule.apply(arguments);
    }
}
