package dev.landfall.config;

/**
 * One thing that is wrong.
 *
 * @param path the flag ({@code --source}), the place in the file ({@code snapshot.workers}) or the file itself
 * @param text what was seen and what was expected; never a password
 */
record ConfigProblem(String path, String text) {
    @Override
    public String toString() {
        return path + ": " + text;
    }
}
