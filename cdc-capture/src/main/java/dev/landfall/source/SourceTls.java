package dev.landfall.source;

import dev.landfall.setting.TlsSettings;
import java.util.Properties;

/** TLS settings in Connector/J's words. */
final class SourceTls {
    private SourceTls() {}

    static void apply(TlsSettings tls, Properties properties) {
        properties.setProperty(
                "sslMode",
                switch (tls.mode()) {
                    case VERIFY_FULL -> "verify-full";
                    case VERIFY_CA -> "verify-ca";
                    case REQUIRE -> "trust";
                    case DISABLE -> "disable";
                });
        if (tls.ca() != null) {
            properties.setProperty("serverSslCert", tls.ca().toString());
        }
        if (tls.certificate() != null && tls.key() != null) {
            properties.setProperty("tlsSocketType", ClientCertificatePlugin.TYPE);
            properties.setProperty(
                    ClientCertificatePlugin.CERTIFICATE, tls.certificate().toString());
            properties.setProperty(ClientCertificatePlugin.KEY, tls.key().toString());
        }
    }
}
