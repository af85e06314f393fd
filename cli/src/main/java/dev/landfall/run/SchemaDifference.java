package dev.landfall.run;

/** One way in which the target schema is not the planned one. @param where table or table.column on the target */
public record SchemaDifference(String where, String expected, String seen) {}
