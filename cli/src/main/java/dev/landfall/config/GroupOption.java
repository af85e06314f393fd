package dev.landfall.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The option that a command about a group of tables takes, for commands that a text for people names: without it they would be about
 * all other tables.
 *
 * @param value the group's name as a shell takes it; empty for a migration as a whole
 */
public record GroupOption(String value) {
    public static final GroupOption NONE = new GroupOption("");

    /** But for those that have the option, behind other ones, and those of which the text says that they are about everything. */
    private static final Pattern COMMAND = Pattern.compile(
            "\\bmigrate (stream|verify|replay|status|ctl|runbook|cutover|reverse|rollback|cleanup)\\b"
                    + "(?!(?: +--?[a-z][a-z-]*(?:[ =](?:'[^']*'|[^\\s`'-][^\\s`]*))?)*? --group\\b)(?! without --group)");

    /** The text with the option behind every command that lacks it. */
    public String in(String text) {
        return value.isEmpty()
                ? text
                : COMMAND.matcher(text).replaceAll("$0" + Matcher.quoteReplacement(" --group " + value));
    }
}
