package dev.landfall.throttle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a replica of the source answers; with the source's user, password and TLS. */
public record Replica(String host, int port) {
    private static final Pattern SHAPE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9_.-]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    /** {@code db2.example.com:3306}; empty for anything else. */
    public static Optional<Replica> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        return port < 1 || port > MAX_PORT ? Optional.empty() : Optional.of(new Replica(matcher.group(1), port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
