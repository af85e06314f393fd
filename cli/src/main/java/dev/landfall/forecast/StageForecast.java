package dev.landfall.forecast;

import java.util.HashMap;
import java.util.Map;

/** What is left of one stage after the copy. Not thread-safe. */
final class StageForecast {
    /** So much of what other stages say counts, next to what this one has shown. */
    private static final double PRIOR_SECONDS = 1;

    /** Of what a statement has taken, at least so much is still to come: nobody knows when it ends. */
    private static final double OPEN_END = 0.1;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Stage stage;
    private final Map<String, Building> building = new HashMap<>();
    private double units;
    private double seconds;

    StageForecast(Stage stage) {
        this.stage = stage;
    }

    private record Building(Effort effort, double units, long since) {}

    void begin(String table, Effort effort, double ofUnits, long now) {
        building.put(table, new Building(effort, ofUnits, now));
    }

    /** @param executed false when it was there already, which tells nothing */
    void end(String table, TableForecast forecast, boolean executed, long now) {
        Building ended = building.remove(table);
        if (ended == null) {
            return;
        }
        forecast.builds().built(stage, ended.effort);
        if (executed && ended.effort != Effort.UNKNOWN) {
            units += ended.units;
            seconds += seconds(ended, now);
        }
    }

    /** As far as this stage has shown it, else by what is known otherwise; 0 when neither tells. */
    double secondsPerUnit(double prior, long now) {
        double own = perUnit(units, seconds, prior);
        if (own == 0) {
            return 0;
        }
        double moreUnits = 0;
        double moreSeconds = 0;
        for (Building each : building.values()) {
            // What takes longer than foretold is already known to.
            if (each.units > 0 && seconds(each, now) > each.units * own) {
                moreUnits += each.units;
                moreSeconds += seconds(each, now);
            }
        }
        return perUnit(units + moreUnits, seconds + moreSeconds, prior);
    }

    private static double perUnit(double units, double seconds, double prior) {
        double ofPrior = prior > 0 ? PRIOR_SECONDS / prior : 0;
        double all = units + ofPrior;
        return all > 0 ? (seconds + ofPrior * prior) / all : 0;
    }

    /** Of the one worker that builds on the table. */
    double secondsLeft(String table, TableForecast forecast, double perUnit, long now) {
        double left = forecast.unitsToBuild(stage) * perUnit;
        Building begun = building.get(table);
        if (begun == null || begun.units == 0) {
            return left;
        }
        double foretold = begun.units * perUnit;
        double spent = seconds(begun, now);
        return left - foretold + Math.max(foretold - spent, OPEN_END * spent);
    }

    Stage stage() {
        return stage;
    }

    Iterable<String> tables() {
        return building.keySet();
    }

    private static double seconds(Building building, long now) {
        return (now - building.since) / NANOS_PER_SECOND;
    }
}
