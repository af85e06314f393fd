package dev.landfall.config;

import java.nio.file.Path;

/**
 * A setting's value as the user gave it.
 *
 * @param where the flag or the path in the file, for messages
 * @param directory where relative paths start: the file's own directory, for a flag the working directory
 */
record Given(String text, String where, Path directory) {
    Path resolve(String path) {
        return directory.resolve(path);
    }
}
