package dev.landfall.mapping.expression;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One expression's way from syntax to PostgreSQL. */
final class Translation implements Syntax.Cases<Value> {
    private final Function<String, Optional<ExpressionColumn>> columns;
    private final Use use;
    private boolean immutable = true;

    Translation(Function<String, Optional<ExpressionColumn>> columns, Use use) {
        this.columns = columns;
        this.use = use;
    }

    Value translate(Syntax syntax) {
        return syntax.match(this);
    }

    /** Whether nothing translated so far depends on the moment. */
    boolean immutable() {
        return immutable;
    }

    @Override
    public Value column(Syntax.Column column) {
        if (use == Use.DEFAULT) {
            throw new Refusal(
                    "refers to the column `" + column.name() + "`, which PostgreSQL does not allow in a DEFAULT");
        }
        return columns.apply(column.name())
                .map(Value::of)
                .orElseThrow(() -> new Refusal("refers to `" + column.name() + "`, which is no plain column"));
    }

    @Override
    public Value number(Syntax.NumberLiteral literal) {
        return literal.digits().matches("[0-9.]+")
                ? Value.numberLiteral(literal.digits())
                : Value.of("cast(" + literal.digits() + " as double precision)", ValueKind.FLOAT);
    }

    @Override
    public Value text(Syntax.TextLiteral literal) {
        return Value.textLiteral(literal.text());
    }

    @Override
    public Value date(Syntax.DateLiteral literal) {
        Value value = DateLiterals.parse(literal.text());
        return literal.withTime() ? value.asDateTime() : value;
    }

    @Override
    public Value nullLiteral(Syntax.NullLiteral literal) {
        return Value.NULL;
    }

    @Override
    public Value call(Syntax.Call call) {
        List<Value> arguments = call.arguments().stream().map(this::translate).toList();
        Rule moment = MomentRules.RULES.get(call.name());
        if (moment == null) {
            return Functions.call(call.name(), arguments);
        }
        if (use != Use.DEFAULT) {
            throw new Refusal("calls " + call.name() + "(), which gives something else at every moment");
        }
        immutable = false;
        return moment.apply(arguments);
    }

    @Override
    public Value cast(Syntax.Cast cast) {
        return Casts.cast(translate(cast.operand()), cast.type(), cast.length(), cast.scale(), cast.charset());
    }

    @Override
    public Value caseOf(Syntax.Case choice) {
        List<ConditionalRules.Branch> branches = choice.whens().stream()
                .map(when -> new ConditionalRules.Branch(translate(when.when()), translate(when.then())))
                .toList();
        Syntax operand = choice.operand();
        return ConditionalRules.caseOf(
                operand == null ? null : translate(operand), branches, translate(choice.otherwise()));
    }

    @Override
    public Value dateShift(Syntax.DateShift shift) {
        // A DEFAULT knows the moment only, which is far from the calendar's ends.
        return DateRules.shifted(
                translate(shift.operand()), shift.back(), translate(shift.amount()), shift.unit(), use != Use.DEFAULT);
    }

    @Override
    public Value collate(Syntax.Collate collate) {
        Value text = translate(collate.operand()).asText();
        return text.withText(text.text().in(TextForm.collationNamed(collate.collation())));
    }
}
