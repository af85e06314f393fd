package dev.landfall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The migration itself, from the first look to the hand-over, back, and over again, all through the real commands. */
final class Journey {
    static final int STEPS = 11;

    /** Placed on PostgreSQL before they are brought back. */
    private static final int ORDERS = 200;

    private final DemoServers servers;
    private final DemoCommands commands;
    private final ShopWriter writer;
    private final Narrator narrator;

    Journey(DemoServers servers, DemoCommands commands, ShopWriter writer, Narrator narrator) {
        this.servers = servers;
        this.commands = commands;
        this.writer = writer;
        this.narrator = narrator;
    }

    DemoProof run() throws SQLException, InterruptedException {
        assess();
        CommandResult snapshot = snapshot();
        HandedOver first = handOver();
        try (TargetShop shop = TargetShop.open(servers.targetApp(), writer.clock())) {
            TargetProof proof = new TargetProof(servers, shop, narrator);
            moveIn(shop, proof);
            Return back = new Return(commands, writer, narrator);
            CommandResult reversed = back.bringBack();
            CommandResult rolledBack = back.rollBack(shop);
            HandedOver last = handOverAgain(proof);
            return new DemoProof(
                    snapshot.number("rows"),
                    snapshot.value("tables").size(),
                    first.stream().number("transactions") + last.stream().number("transactions"),
                    reversed.number("transactions"),
                    last.compared(),
                    writer.figures(),
                    List.of(downtime(first.cutover()), downtime(rolledBack), downtime(last.cutover())));
        }
    }

    /** What a cutover and the stream in front of it have said. @param compared rows of the verification before it */
    private record HandedOver(CommandResult cutover, CommandResult stream, long compared) {}

    private void assess() {
        narrator.step("What will hurt? Settings, privileges, schema and data of the source, read-only");
        CommandResult result = shown("assess").requireSuccess();
        List<String> warnings = warnings(result);
        narrator.found("no blockers, " + warnings.size() + " warnings in "
                + result.value("findings").size() + " findings; the first ones:");
        warnings.stream().limit(3).forEach(narrator::detail);
        sayWriter();
    }

    private CommandResult snapshot() {
        narrator.step("Copy everything from one consistent point, while the shop goes on writing");
        CommandResult result = shown("snapshot").requireSuccess();
        narrator.found(Numbers.count(result.number("rows")) + " rows in "
                + result.value("tables").size() + " tables; keys, indexes and foreign keys built");
        sayWriter();
        return result;
    }

    private HandedOver handOver() throws InterruptedException {
        narrator.step("Follow the binary log; each source transaction is applied exactly once");
        try (FollowingStream stream = FollowingStream.start(commands, narrator)) {
            long compared = verify();
            rehearse();
            narrator.step("Cut over: fence, drain, last proof, sequences, hand-over");
            return cutOver(stream, compared);
        }
    }

    private long verify() {
        narrator.step("Prove parity, row by row, on the live system");
        long rows = compare();
        sayWriter();
        return rows;
    }

    private long compare() {
        CommandResult result = shown("verify").requireSuccess();
        narrator.found(Numbers.count(result.number("rows")) + " rows compared, " + result.number("differing")
                + " differences");
        return result.number("rows");
    }

    private void rehearse() {
        narrator.step("Rehearse the cutover: everything but holding writes back");
        shown("cutover", "--rehearse").requireSuccess();
        narrator.found("the way is free");
        sayWriter();
    }

    private HandedOver cutOver(FollowingStream stream, long compared) throws InterruptedException {
        stream.requireRunning();
        CommandResult result = shown("cutover").requireSuccess();
        narrator.found("handed over; writes were refused for " + Numbers.seconds(downtime(result)) + ", "
                + Numbers.count(result.number("rowsVerified")) + " rows that had changed since proven equal meanwhile");
        return new HandedOver(result, stream.ended(), compared);
    }

    private void moveIn(TargetShop shop, TargetProof proof) throws SQLException {
        narrator.step("The shop works on PostgreSQL");
        new DemoShop(servers).admitApplicationToTarget();
        proof.placeFirstOrder();
        proof.sourceRefuses();
        proof.rulesHold();
        shop.work(ORDERS);
        narrator.found(ORDERS + " orders more, a supplier under a new key, two products with swapped unique numbers");
    }

    private HandedOver handOverAgain(TargetProof proof) throws SQLException, InterruptedException {
        narrator.step("Second thoughts are over: follow, prove and cut over once more");
        HandedOver result;
        try (FollowingStream stream = FollowingStream.start(commands, narrator)) {
            result = cutOver(stream, compare());
        }
        proof.placeFirstOrder();
        narrator.found("phase " + shown("status").requireSuccess().text("phase"));
        return result;
    }

    private CommandResult shown(String... words) {
        return commands.shown(narrator, words);
    }

    private void sayWriter() {
        narrator.say("The shop has committed " + Numbers.count(writer.figures().committed()) + " transactions so far.");
    }

    private static List<String> warnings(CommandResult assessment) {
        List<String> warnings = new ArrayList<>();
        for (JsonNode finding : assessment.value("findings")) {
            if (finding.path("severity").asText().equals("warning")) {
                warnings.add(finding.path("code").asText() + " "
                        + finding.path("where").asText() + " "
                        + finding.path("text").asText());
            }
        }
        return warnings;
    }

    static Duration downtime(CommandResult cutover) {
        return Duration.ofMillis(cutover.number("writesRefusedMillis"));
    }
}
