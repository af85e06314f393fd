package dev.landfall.forecast;

/** How long a worker works for what it copies. Not thread-safe. */
final class Pace {
    /** Seconds of work: chunks of one table differ less in that time than tables do. */
    private static final double SHORTEST_MEMORY = 60;
    /** Of a long run that part of all that was seen counts. */
    private static final double MEMORY_SHARE = 0.25;
    /**
     * How many times as long work takes when nobody ever waits: while a worker waits for a limit, both servers go on with what they
     * have in their buffers, and the processors are free. Measured on two processors: 2.5 to 3 times as long as where nine tenths
     * were waiting.
     */
    private static final double AT_FULL_LOAD = 4;

    private double allUnits;
    private double allSeconds;
    private double units;
    private double seconds;
    private double waited;

    /**
     * What was seen longer ago counts less and less.
     *
     * @param ofUnits what it costs, in bytes that cost as much to copy
     */
    void add(double ofUnits, double workedSeconds) {
        allUnits += ofUnits;
        allSeconds += workedSeconds;
        double keep = Math.exp(-workedSeconds / Math.max(SHORTEST_MEMORY, MEMORY_SHARE * allSeconds));
        units = units * keep + ofUnits;
        seconds = seconds * keep + workedSeconds;
        waited *= keep;
    }

    /** For a limit. */
    void waited(double more) {
        waited += more;
    }

    /** Seconds of work. */
    double seen() {
        return units > 0 ? allSeconds : 0;
    }

    /** Lately, as it would be without limits. */
    double secondsPerUnit() {
        return units > 0 ? seconds / units * fullLoad() : 0;
    }

    /** The same since the start. */
    double averageSecondsPerUnit() {
        return allUnits > 0 ? allSeconds / allUnits * fullLoad() : 0;
    }

    private double fullLoad() {
        double busy = seconds > 0 ? seconds / (seconds + waited) : 1;
        return AT_FULL_LOAD / (1 + (AT_FULL_LOAD - 1) * busy);
    }
}
