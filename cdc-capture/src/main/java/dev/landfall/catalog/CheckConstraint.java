package dev.landfall.catalog;

/** @param sql the condition in MariaDB's dialect */
public record CheckConstraint(String name, String sql) {}
