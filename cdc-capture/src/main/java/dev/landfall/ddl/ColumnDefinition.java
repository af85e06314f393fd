package dev.landfall.ddl;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import org.jspecify.annotations.Nullable;

/**
 * A column as a statement spells it; what it leaves open is null.
 *
 * @param declaration the type as information_schema prints it
 * @param nullable whether NULL or NOT NULL was said
 * @param defaultValue literals as spelled, without quotes
 */
public record ColumnDefinition(
        String name,
        MariaDbType type,
        String declaration,
        @Nullable String charset,
        @Nullable String collation,
        @Nullable Boolean nullable,
        @Nullable ColumnDefault defaultValue,
        boolean autoIncrement,
        boolean updatedToNow,
        boolean unique,
        boolean primary,
        String comment) {}
