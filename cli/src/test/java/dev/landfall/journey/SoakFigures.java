package dev.landfall.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a soak has seen, left in the build's folder: reports of tests have no room for it. */
final class SoakFigures {
    private SoakFigures() {}

    static void write(String soak, Map<String, String> figures) throws IOException {
        String lines = new TreeMap<>(figures)
                .entrySet().stream()
                        .map(figure -> figure.getKey() + ": " + figure.getValue() + "\n")
                        .collect(Collectors.joining());
        Files.writeString(Path.of("target", soak + ".txt"), lines);
    }
}
