/** The DDL that a plan becomes, rendered by jOOQ; see {@link dev.landfall.apply.SchemaApplier} for its execution. */
@NullMarked
package dev.landfall.schema;

import org.jspecify.annotations.NullMarked;
