package dev.landfall.forecast;

/** How long workers work lately for what they copy, whatever the table. Not thread-safe. */
final class Pace {
    /** Of workers. */
    private static final double SHORTEST_MEMORY_SECONDS = 60;
    /** Of a long run that part of all that was seen counts. */
    private static final double MEMORY_SHARE = 0.25;

    private static final double KEPT_OF_ANOTHER = 0.05;
    /**
     * How many times as long work takes when nobody ever waits: while a worker waits for a limit, both servers go on with what they
     * have in their buffers, and the processors are free. Measured on two processors: 2.5 to 3 times as long as where nine tenths
     * were waiting.
     */
    private static final double AT_FULL_LOAD = 4;

    private double all;
    private double allUnits;
    private double allAtFullLoad;
    private double units;
    private double worked;
    private double waited;

    /**
     * @param ofUnits what it costs, in bytes that cost as much to copy
     * @param factor how much more its table has turned out to cost
     */
    void worked(double ofUnits, double factor, double seconds) {
        pass(seconds);
        units += ofUnits * factor;
        worked += seconds;
        allUnits += ofUnits;
        allAtFullLoad += seconds * fullLoad();
    }

    /** For a limit. */
    void waited(double seconds) {
        pass(seconds);
        waited += seconds;
    }

    /** What was seen longer ago counts less and less. */
    private void pass(double seconds) {
        all += seconds;
        keep(Math.exp(-seconds / Math.max(SHORTEST_MEMORY_SECONDS, MEMORY_SHARE * all)));
    }

    /** From now on it is likely to be another one, which little will show. */
    void changes() {
        keep(KEPT_OF_ANOTHER);
    }

    private void keep(double share) {
        units *= share;
        worked *= share;
        waited *= share;
    }

    boolean hasSeen() {
        return units > 0;
    }

    /** Lately. */
    double secondsPerUnit() {
        return units > 0 ? worked / units : 0;
    }

    /** The same, as it would be without limits. */
    double atFullLoad() {
        return secondsPerUnit() * fullLoad();
    }

    /** That since the start, whatever tables have turned out to cost. */
    double averageAtFullLoad() {
        return allUnits > 0 ? allAtFullLoad / allUnits : 0;
    }

    private double fullLoad() {
        double busy = worked > 0 ? worked / (worked + waited) : 1;
        return AT_FULL_LOAD / (1 + (AT_FULL_LOAD - 1) * busy);
    }
}
