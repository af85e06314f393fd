package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.TargetDatabase;
import java.sql.SQLException;

/** Both ends of a migration. Opens nothing by itself. */
public record Servers(SourceDatabase source, TargetDatabase target) {
    public static Servers of(MigrationConfig config) {
        return new Servers(new SourceDatabase(config.source()), new TargetDatabase(config.target()));
    }

    /**
     * With the sessions of the copy role under a name of their own. A chunk whose commit is lost with the server is copied
     * again, and each phase ends with a commit of the control session, which is not lost.
     */
    public Servers copying(String migration) {
        return new Servers(source, target.named("landfall copy " + migration).withoutFlush());
    }

    /** With the sessions of the stream role under a name of their own. */
    public Servers streaming(String migration) {
        return new Servers(source, target.named("landfall stream " + migration));
    }

    /** A driver's exception in the user's words, for the server that it came from. */
    public MigrationException explain(SQLException e) {
        // Drivers stay out of this module, and no interface tells their exceptions apart: the package does.
        return e.getClass().getName().startsWith("org.postgresql.") ? target.explain(e) : source.explain(e);
    }
}
