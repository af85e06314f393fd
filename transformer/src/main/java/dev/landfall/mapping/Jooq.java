package dev.landfall.mapping;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** jOOQ as it is used here: PostgreSQL's dialect, every name quoted and spelled as given. */
public final class Jooq {
    static {
        // It would print both to the log at first use.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private Jooq() {}

    /** @param formatted over several lines, for people */
    public static DSLContext postgres(boolean formatted) {
        return DSL.using(
                SQLDialect.POSTGRES,
                new Settings()
                        .withRenderNameCase(RenderNameCase.AS_IS)
                        .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                        .withRenderFormatted(formatted));
    }
}
