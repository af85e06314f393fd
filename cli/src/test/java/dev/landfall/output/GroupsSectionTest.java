package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.run.StatusReport.GroupStatus;
import dev.landfall.run.StreamLag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsSectionTest {
    private static final List<GroupStatus> GROUPS = List.of(
            new GroupStatus("shop.sales", "streaming", 3, true, "0-1-40", new StreamLag(2, 1_500, 2_048L), false),
            new GroupStatus("shop.stock", "streaming", 1, false, "0-1-42", new StreamLag(0, 0, 0L), false),
            new GroupStatus("shop.news", "handed-over", 2, false, null, null, true));

    @Test
    void eachStreamSaysHowFarBehindItIs() {
        StringWriter text = new StringWriter();

        GroupsSection.print(new TextPage(new PrintWriter(text), Ink.NONE, 100), GROUPS);

        assertThat(text.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "shop.sales streaming 3 running, 1.5s and 2 transactions (2.0 kB) behind -",
                        "shop.stock streaming 1 not running, caught up -",
                        "shop.news handed-over 2 - running");
    }

    @Test
    void programsGetTheSame() throws IOException {
        assertThat(GroupsSection.json(GROUPS).stream().map(JsonText::of))
                .containsExactly(
                        "{\"name\":\"shop.sales\",\"phase\":\"streaming\",\"tables\":3,\"streamRunning\":true,"
                                + "\"appliedPosition\":\"0-1-40\",\"lagTransactions\":2,\"lagMillis\":1500,"
                                + "\"lagBytes\":2048,\"reverseRunning\":false}",
                        "{\"name\":\"shop.stock\",\"phase\":\"streaming\",\"tables\":1,\"streamRunning\":false,"
                                + "\"appliedPosition\":\"0-1-42\",\"lagTransactions\":0,\"lagMillis\":0,"
                                + "\"lagBytes\":0,\"reverseRunning\":false}",
                        "{\"name\":\"shop.news\",\"phase\":\"handed-over\",\"tables\":2,\"streamRunning\":false,"
                                + "\"appliedPosition\":null,\"lagTransactions\":null,\"lagMillis\":null,"
                                + "\"lagBytes\":null,\"reverseRunning\":true}");
        assertThat(Files.readString(Path.of("../docs/json.md")))
                .contains("`streamRunning`, `appliedPosition`,\n`lagTransactions`, `lagMillis`, `lagBytes`");
    }
}
