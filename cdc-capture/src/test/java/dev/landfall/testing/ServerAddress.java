package dev.landfall.testing;

import dev.landfall.setting.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** A server and the account that may do everything on it. */
record ServerAddress(String host, int port, String user, Secret password) {
    /**
     * Reads, for example, {@code mariadb://root@127.0.0.1:3306}.
     *
     * @throws IllegalArgumentException if host, port or user is missing
     */
    static ServerAddress named(Map<String, String> environment, String urlVariable, String passwordVariable) {
        URI url = URI.create(Objects.requireNonNull(environment.get(urlVariable), urlVariable));
        if (url.getHost() == null || url.getPort() < 0 || url.getUserInfo() == null) {
            throw new IllegalArgumentException(urlVariable + " is \"" + url + "\", expected scheme://user@host:port");
        }
        return new ServerAddress(
                url.getHost(),
                url.getPort(),
                url.getUserInfo(),
                new Secret(environment.getOrDefault(passwordVariable, "")));
    }
}
