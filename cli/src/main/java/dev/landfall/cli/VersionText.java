package dev.landfall.cli;

import dev.landfall.run.Version;
import picocli.CommandLine.IVersionProvider;

final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Landfall " + Version.current()};
    }
}
