/**
 * Reads DDL of the binary log. Takes a statement's text and gives a {@link dev.landfall.ddl.SchemaStatement}, and from that
 * and the catalog before it the catalog after it. Knows exactly the part of MariaDB's grammar that means the same wherever
 * it stands; everything else is {@link dev.landfall.ddl.SchemaStatement.NotUnderstood}, never a guess. Asks no server.
 */
@NullMarked
package dev.landfall.ddl;

import org.jspecify.annotations.NullMarked;
