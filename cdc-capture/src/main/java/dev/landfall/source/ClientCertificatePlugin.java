package dev.landfall.source;

import dev.landfall.setting.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.KeyManager;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.tls.main.DefaultTlsSocketPlugin;

/**
 * Shows the server a client certificate from PEM files, which Connector/J (3.5) by itself reads from a key store only. Found
 * by Connector/J as a service. Stateless.
 */
public final class ClientCertificatePlugin extends DefaultTlsSocketPlugin {
    static final String TYPE = "landfall-client-certificate";
    static final String CERTIFICATE = "landfallClientCertificate";
    static final String KEY = "landfallClientKey";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public KeyManager @Nullable [] getKeyManager(Configuration configuration, ExceptionFactory exceptions)
            throws SQLException {
        Path certificate = Path.of(configuration.nonMappedOptions().getProperty(CERTIFICATE));
        Path key = Path.of(configuration.nonMappedOptions().getProperty(KEY));
        try {
            return TlsContext.keys(new TlsSettings(TlsSettings.Mode.REQUIRE, null, certificate, key));
        } catch (GeneralSecurityException | IOException e) {
            throw exceptions.create(
                    "the client certificate " + certificate + " with key " + key + " cannot be used: " + e.getMessage(),
                    "08000",
                    e);
        }
    }
}
