package dev.landfall.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a database URL, naming everything that is wrong with it. No message ever repeats a password. */
final class DatabaseUrlParser {
    private static final List<String> PARAMETERS = List.of("tls", "tlsCa", "tlsCert", "tlsKey");

    // Not java.net.URI: it finds no host in "db_1".
    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[a-z0-9+.-]+)://(?:(?<user>[^@/?#]*)@)?(?<host>\\[[0-9A-Fa-f:.%]+]|[^:/?#@\\[\\]]*)"
                    + "(?::(?<port>[^/?#@]*))?(?:/(?<database>[^?#]*))?(?:\\?(?<query>[^#]*))?");
    // A colon before an @, however far away a password with slashes has pushed the @.
    private static final Pattern PASSWORD = Pattern.compile("[^/]*//(?!\\[)[^@]*:.*@.*", Pattern.DOTALL);

    private final UrlScheme scheme;
    private final String where;
    private final ConfigProblems problems;
    private boolean sound = true;

    DatabaseUrlParser(UrlScheme scheme, String where, ConfigProblems problems) {
        this.scheme = scheme;
        this.where = where;
        this.problems = problems;
    }

    /** Empty when the URL cannot be used; the problems say why. */
    Optional<DatabaseUrl> parse(String text) {
        if (PASSWORD.matcher(text).matches()) {
            return refuse("holds a password, for everybody to see. Put it in " + scheme.passwordPlace()
                    + ". (An @ that belongs to a name is written %40.)");
        }
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches() || !matcher.group("scheme").equals(scheme.text())) {
            return refuse("is not a URL like " + scheme.example() + ".");
        }
        DatabaseUrl url = new DatabaseUrl(
                required("user", matcher),
                required("host", matcher).replaceAll("[\\[\\]]", ""),
                port(matcher.group("port")),
                required("database", matcher),
                parameters(matcher.group("query")));
        return sound ? Optional.of(url) : Optional.empty();
    }

    private String required(String part, Matcher matcher) {
        String value = decode(matcher.group(part));
        if (value.isBlank()) {
            problem("has no " + part + "; expected is " + scheme.example() + ".");
        }
        return value;
    }

    private int port(@Nullable String text) {
        if (text == null) {
            return scheme.defaultPort();
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            problem("has the port \"" + text + "\", which is no number from 1 to 65535.");
        }
        return port;
    }

    private Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                parameter(decode(pair[0]), pair.length < 2 ? "" : decode(pair[1]), parameters);
            }
        }
        return parameters;
    }

    private void parameter(String name, String value, Map<String, String> parameters) {
        if (name.equalsIgnoreCase("password")) {
            problem("holds a password, for everybody to see. Put it in " + scheme.passwordPlace() + ".");
        } else if (!PARAMETERS.contains(name)) {
            problem("has the unknown parameter \"" + name + "\"; known are " + String.join(", ", PARAMETERS) + "."
                    + Spelling.didYouMean(name, PARAMETERS));
        } else if (value.isBlank()) {
            problem("gives no value to " + name + ".");
        } else if (parameters.put(name, value) != null) {
            problem("gives " + name + " twice.");
        }
    }

    private String decode(@Nullable String text) {
        try {
            // Only HTML forms write a space as a plus sign.
            return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            problem("has a % without two hexadecimal digits behind it; a % itself is written %25.");
            return "?";
        }
    }

    private Optional<DatabaseUrl> refuse(String text) {
        problem(text);
        return Optional.empty();
    }

    private void problem(String text) {
        sound = false;
        problems.add(where, text);
    }
}
