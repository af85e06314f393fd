package dev.landfall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The migration itself, from the first look to the hand-over: one method per step, each through the real commands. */
final class Journey {
    static final int STEPS = 8;

    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

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
        try (BackgroundCommand stream = stream()) {
            verify();
            rehearse();
            CommandResult cutover = cutover(stream);
            CommandResult streamed = stream.await(END_LIMIT).requireSuccess();
            narrator.found("the stream has ended by itself: " + Numbers.count(streamed.number("transactions"))
                    + " transactions applied");
            Duration pause = handedOver();
            return proof(snapshot, streamed, cutover, pause);
        }
    }

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

    private BackgroundCommand stream() {
        narrator.step("Follow the binary log; each source transaction is applied exactly once");
        narrator.command(commands.line("stream") + " &");
        BackgroundCommand stream = BackgroundCommand.start(commands, "stream");
        CommandResult status = caughtUp(stream);
        narrator.command(status.line());
        narrator.found("phase " + status.text("phase") + ", " + Numbers.count(status.number("lagTransactions"))
                + " transactions behind a shop that never stops");
        return stream;
    }

    /** Asks again and again: each answer takes a while by itself. */
    private CommandResult caughtUp(BackgroundCommand stream) {
        long deadline = System.nanoTime() + CATCH_UP_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            stream.requireRunning();
            CommandResult status = commands.run("status");
            if (status.json().path("streamRunning").asBoolean() && status.number("lagMillis") < 2_000) {
                return status;
            }
        }
        throw new MigrationException(
                FailureCode.STREAM_STALLED,
                "The demo stops: the stream did not catch up with the shop within " + CATCH_UP_LIMIT.toSeconds()
                        + " s.",
                "Try again when the machine has less to do, or report this.");
    }

    private void verify() {
        narrator.step("Prove parity, row by row, on the live system");
        CommandResult result = shown("verify").requireSuccess();
        narrator.found(Numbers.count(result.number("rows")) + " rows compared, " + result.number("differing")
                + " differences");
        sayWriter();
    }

    private void rehearse() {
        narrator.step("Rehearse the cutover: everything but holding writes back");
        shown("cutover", "--rehearse").requireSuccess();
        narrator.found("the way is free");
        sayWriter();
    }

    private CommandResult cutover(BackgroundCommand stream) {
        narrator.step("Cut over: fence, drain, last proof, sequences, hand-over");
        stream.requireRunning();
        CommandResult result = shown("cutover").requireSuccess();
        narrator.found("handed over; writes were refused for " + Numbers.seconds(downtime(result)) + ", "
                + Numbers.count(result.number("rowsVerified")) + " rows proven equal meanwhile");
        return result;
    }

    /** @return from the shop's last commit on MariaDB to its first one on PostgreSQL */
    private Duration handedOver() throws SQLException {
        narrator.step("The shop works on PostgreSQL");
        TargetProof proof = new TargetProof(servers, narrator);
        new DemoShop(servers).admitApplicationToTarget();
        proof.placeFirstOrder();
        Duration pause = writer.figures().sinceLastCommit();
        proof.sourceRefuses();
        proof.rulesHold();
        CommandResult status = shown("status").requireSuccess();
        narrator.found("phase " + status.text("phase"));
        return pause;
    }

    private DemoProof proof(CommandResult snapshot, CommandResult streamed, CommandResult cutover, Duration pause) {
        return new DemoProof(
                snapshot.number("rows"),
                snapshot.value("tables").size(),
                streamed.number("transactions"),
                cutover.number("rowsVerified"),
                writer.figures(),
                downtime(cutover),
                pause);
    }

    private CommandResult shown(String... words) {
        narrator.command(commands.line(words));
        return commands.run(words);
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

    private static Duration downtime(CommandResult cutover) {
        return Duration.ofMillis(cutover.number("writesRefusedMillis"));
    }
}
