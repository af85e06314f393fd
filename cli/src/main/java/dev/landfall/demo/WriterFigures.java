package dev.landfall.demo;

import java.time.Duration;

/**
 * What the live writer has seen so far.
 *
 * @param committed transactions that the server has confirmed
 * @param rolledBack transactions that another session got in the way of
 * @param refused attempts that the server turned down, by {@code read_only} for example
 * @param longestPause longest time between two commits of any session
 * @param sinceLastCommit how long it has been since the last commit
 */
record WriterFigures(long committed, long rolledBack, long refused, Duration longestPause, Duration sinceLastCommit) {}
