package dev.landfall.config;

import java.util.Map;

/**
 * Where a database is, decoded from {@code scheme://user@host:port/database?parameters}.
 *
 * @param host without the brackets of an IPv6 address
 * @param parameters the TLS parameters, by name
 */
record DatabaseUrl(String user, String host, int port, String database, Map<String, String> parameters) {
    DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }
}
