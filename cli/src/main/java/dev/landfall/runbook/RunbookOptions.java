package dev.landfall.runbook;

import dev.landfall.config.GroupOption;
import java.time.Duration;

/**
 * What the commands in a runbook look like.
 *
 * @param connection the options that name the migration, as typed, with a space in front; never a password
 * @param group what commands that are only named lack
 * @param out the options that name the runbook's folder, likewise
 * @param oneWay whether the cutover is to make no way back
 * @param reverseWindow how long the way back stays open at least; zero for no such time
 * @param certificate where a signed proof goes, as typed; empty where nobody has a key to sign it with
 */
public record RunbookOptions(
        String connection,
        GroupOption group,
        String out,
        boolean oneWay,
        Duration maxDowntime,
        Duration maxLag,
        Duration reverseWindow,
        String certificate) {}
