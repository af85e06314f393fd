package dev.landfall.catalog;

import dev.landfall.sql.Identifiers;

/** A table of the source, as MariaDB spells it. */
public record TableName(String database, String name) implements Comparable<TableName> {
    /** For a statement on the source. */
    public String quoted() {
        return Identifiers.mariaDb(database) + "." + Identifiers.mariaDb(name);
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return database + "." + name;
    }
}
