package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Changes how a snapshot copies or a stream goes on, whichever process on whichever host it runs in: through the control schema
 * alone.
 */
public final class ControlRun {
    private final Servers servers;
    private final MigrationConfig config;
    private final Controls copy;
    private final Controls stream;

    public ControlRun(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
        this.copy = new CopyControls(config);
        this.stream = new StreamControls(config.name());
    }

    /** @param words what to change, all of it or nothing; none to look only */
    public ControlReport run(List<String> words) throws SQLException, InterruptedException {
        try (Connection control = servers.target().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            MigrationStore.upgrade(control);
            Controls controls = record.phase().snapshotDone() ? stream : copy;
            if (!words.isEmpty()) {
                requireAbout(control, record, controls, words);
                ControlChanges changes = ControlChanges.of(words, controls.settings(control));
                requireChangeable(record);
                controls.change(control, record, changes);
            }
            return controls.report(control, record);
        }
    }

    /** A setting of the other phase is no misspelling: it would be taken at another time. */
    private void requireAbout(Connection control, MigrationRecord record, Controls controls, List<String> words)
            throws SQLException {
        Controls others = controls == copy ? stream : copy;
        List<String> own =
                controls.settings(control).stream().map(ControlSetting::name).toList();
        List<String> known = others.settings(control).stream()
                .map(ControlSetting::name)
                .filter(name -> !own.contains(name))
                .filter(words.stream().map(ControlChanges::name).toList()::contains)
                .toList();
        if (!known.isEmpty()) {
            throw wrongPhase(
                    String.join(", ", known) + (known.size() == 1 ? " is" : " are") + " about " + others.about()
                            + ", but"
                            + " migration " + config.name() + " is in phase "
                            + record.phase().text() + ".",
                    "Nothing was changed. migrate ctl shows what can be changed now.");
        }
    }

    private void requireChangeable(MigrationRecord record) {
        if (record.phase().snapshotDone() && record.phase() != Phase.STREAMING) {
            throw wrongPhase(
                    "Migration " + config.name() + " is in phase "
                            + record.phase().text() + ".",
                    "Nothing was changed: that can be done while a snapshot is made, and while a stream follows the source.");
        }
    }

    private static MigrationException wrongPhase(String message, String advice) {
        return new MigrationException(FailureCode.WRONG_PHASE, message, advice);
    }
}
