package dev.landfall.target;

import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;

/** The PostgreSQL database to write to. @param schema where the tables go, already in PostgreSQL's spelling */
public record TargetConfig(
        String host, int port, String database, String user, Secret password, TlsSettings tls, String schema) {
    /** Server and database as the user wrote them, without the password. */
    public String display() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
