/**
 * Programs that read a backlog from the binary log's middle to its head: our change stream alone, and Debezium with its JDBC
 * sink. The benchmark starts each as a process of its own, the way {@code migrate} is one.
 */
@NullMarked
package dev.landfall.bench.reader;

import org.jspecify.annotations.NullMarked;
