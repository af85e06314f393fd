package dev.landfall.setting;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is protected. PEM files, as both servers' own clients take them.
 *
 * @param ca certificate authority that the server's certificate must come from; null is the JVM's trust store
 * @param certificate client certificate, or null
 * @param key the client certificate's private key, or null
 */
public record TlsSettings(
        Mode mode,
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key) {
    /** In falling order of what it proves about the server. */
    public enum Mode {
        VERIFY_FULL("verify-full"),
        VERIFY_CA("verify-ca"),
        REQUIRE("require"),
        DISABLE("disable");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /** As it stands in a URL; both JDBC drivers know PostgreSQL's spelling. */
        public String text() {
            return text;
        }
    }

    public static final TlsSettings DISABLED = new TlsSettings(Mode.DISABLE, null, null, null);
}
