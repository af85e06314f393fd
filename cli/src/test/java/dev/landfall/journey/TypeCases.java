package dev.landfall.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table of cases, {@code types.cases}, which says how it is read. */
public record TypeCases(List<Block> blocks) {
    private static final Pattern HEAD = Pattern.compile("(.+?) -> (.+?)(?:  \\[since (\\d+)\\.(\\d+)])?");
    private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9A-F]{4})");

    /**
     * @param section heading that it stands under
     * @param since version as major * 100 + minor
     */
    public record Block(String section, String source, String target, int since, List<Value> values) {}

    /** @param expected text in PostgreSQL, null for SQL NULL; @param condition on v, instead of a text */
    public record Value(
            String expression,
            @Nullable String expected,
            @Nullable String condition) {}

    /** Reads the whole file; a line that is none of the known kinds is an error. */
    public static TypeCases read() {
        List<Block> blocks = new ArrayList<>();
        String section = "";
        boolean preamble = true;
        for (String line : lines()) {
            if (preamble || line.isBlank()) {
                preamble &= !line.isBlank();
            } else if (line.startsWith("# ")) {
                section = line.substring(2);
            } else if (line.startsWith("    ")) {
                blocks.get(blocks.size() - 1).values().add(value(line.substring(4)));
            } else {
                blocks.add(block(section, line));
            }
        }
        return new TypeCases(blocks);
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(TypeCases.class.getResourceAsStream("types.cases"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Block block(String section, String line) {
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            throw new IllegalArgumentException("no type: " + line);
        }
        int since = head.group(3) == null ? 0 : Integer.parseInt(head.group(3)) * 100 + Integer.parseInt(head.group(4));
        return new Block(section, head.group(1), head.group(2), since, new ArrayList<>());
    }

    private static Value value(String line) {
        int at = line.lastIndexOf(" => ");
        if (at >= 0) {
            String text = line.substring(at + 4);
            String plain = CHARACTER
                    .matcher(text)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
            return new Value(line.substring(0, at), text.equals("NULL") ? null : plain, null);
        }
        // An empty text leaves nothing behind the arrow.
        if (line.endsWith(" =>")) {
            return new Value(line.substring(0, line.length() - 3), "", null);
        }
        at = line.lastIndexOf(" ?> ");
        if (at < 0) {
            throw new IllegalArgumentException("no value: " + line);
        }
        return new Value(line.substring(0, at), null, line.substring(at + 4));
    }
}
