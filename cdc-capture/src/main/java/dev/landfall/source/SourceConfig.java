package dev.landfall.source;

import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;

/** The MariaDB server and database to read from. */
public record SourceConfig(String host, int port, String database, String user, Secret password, TlsSettings tls) {
    /** Server and database as the user wrote them, without the password. */
    public String display() {
        return "mariadb://" + user + "@" + host + ":" + port + "/" + database;
    }
}
