package dev.landfall.catalog;

/** A table of the source, as MariaDB spells it. */
public record TableName(String database, String name) implements Comparable<TableName> {
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
