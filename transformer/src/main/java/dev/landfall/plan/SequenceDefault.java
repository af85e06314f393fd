package dev.landfall.plan;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.mapping.NameMapper;
import dev.landfall.sql.Identifiers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A default that takes the next number of a SEQUENCE object. */
final class SequenceDefault {
    private static final Pattern NEXT =
            Pattern.compile("nextval\\((?:`((?:[^`]|``)+)`\\.)?`((?:[^`]|``)+)`\\)", Pattern.CASE_INSENSITIVE);

    private SequenceDefault() {}

    /** Empty for any other expression, and for a sequence that is not migrated. */
    static Optional<String> of(ColumnDefault.Expression value, PlanBasis basis) {
        Matcher next = NEXT.matcher(value.sql());
        if (!next.matches()) {
            return Optional.empty();
        }
        String name = next.group(2).replace("``", "`");
        boolean own =
                next.group(1) == null || next.group(1).equals(basis.catalog().database());
        return basis.catalog().sequences().stream()
                .filter(sequence -> own && sequence.name().name().equalsIgnoreCase(name))
                .findFirst()
                .map(sequence -> Identifiers.postgres(basis.schema()) + "."
                        + Identifiers.postgres(NameMapper.map(sequence.name().name())))
                .map(sequence -> "nextval(" + Identifiers.postgresLiteral(sequence) + "::regclass)");
    }
}
