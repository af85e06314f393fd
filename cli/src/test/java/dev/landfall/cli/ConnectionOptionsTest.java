package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.config.Setting;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConnectionOptionsTest {
    @Command
    static final class Holder {
        @Mixin
        ConnectionOptions connection = new ConnectionOptions();
    }

    @Test
    void onlyWhatWasTypedIsGiven() {
        // When
        ConnectionOptions options = parse("-c", "a b.yaml", "--tables", "x,y");

        // Then
        assertThat(options.flags(Collections.singletonMap(Setting.VERIFY_MAX_DIFFS, null))
                        .file())
                .isEqualTo(Path.of("a b.yaml"));
        assertThat(options.flags(Map.of(Setting.VERIFY_MAX_DIFFS, "5")).values())
                .isEqualTo(Map.of(Setting.TABLES, "x,y", Setting.VERIFY_MAX_DIFFS, "5"));
    }

    @Test
    void theNextCommandLineCanBeCopied() {
        assertThat(parse("-c", "it's.yaml", "--name", "shop", "--tables", "x").typed())
                .isEqualTo(" --config 'it'\\''s.yaml' --name shop");
        assertThat(parse("--source=mariadb://u@h:1/d?tls=require").typed())
                .isEqualTo(" --source 'mariadb://u@h:1/d?tls=require'");
        assertThat(parse().typed()).isEmpty();
        assertThat(parse("--name", "shop", "--tables", "a,b_*").typedAgain())
                .isEqualTo(" --name shop --tables 'a,b_*'");
    }

    private static ConnectionOptions parse(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.connection;
    }
}
