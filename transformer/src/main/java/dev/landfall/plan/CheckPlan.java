package dev.landfall.plan;

/** A CHECK constraint to build after the copy. @param sql PostgreSQL condition */
public record CheckPlan(String name, String sql) {}
