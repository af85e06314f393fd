/** From flags, file and environment to one checked {@link dev.landfall.config.MigrationConfig}, or all its problems at once. */
@NullMarked
package dev.landfall.config;

import org.jspecify.annotations.NullMarked;
