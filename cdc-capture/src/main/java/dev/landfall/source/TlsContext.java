package dev.landfall.source;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as the settings ask for it, from PEM files, in memory. Thread-safe. */
public final class TlsContext {
    private static final char[] NO_PASSWORD = {};

    private final SourceConfig source;
    private final SSLContext context;

    private TlsContext(SourceConfig source, SSLContext context) {
        this.source = source;
        this.context = context;
    }

    /** @throws MigrationException when a file cannot be read */
    public static TlsContext of(SourceConfig source) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(source.tls()), trust(source.tls()), null);
            return new TlsContext(source, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new MigrationException(
                    FailureCode.SOURCE_UNREACHABLE,
                    source.display() + ": the TLS settings cannot be used (" + e.getMessage() + ").",
                    "Check the files that they name: PEM, the key without a password.",
                    e);
        }
    }

    /** A TLS connection over a plain one to the source. */
    public SSLSocket over(Socket plain) throws SocketException {
        try {
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, source.host(), source.port(), true);
            if (source.tls().mode() == TlsSettings.Mode.VERIFY_FULL) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            return socket;
        } catch (IOException e) {
            SocketException failure = new SocketException(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    static KeyManager @Nullable [] keys(TlsSettings tls) throws GeneralSecurityException, IOException {
        if (tls.certificate() == null || tls.key() == null) {
            return null;
        }
        List<Certificate> chain = PemFile.certificates(tls.certificate());
        KeyStore store = empty();
        store.setKeyEntry("client", PemFile.privateKey(tls.key()), NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(TlsSettings tls) throws GeneralSecurityException, IOException {
        if (tls.mode() == TlsSettings.Mode.REQUIRE) {
            return new TrustManager[] {new AnyServer()};
        }
        if (tls.ca() == null) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate authority : PemFile.certificates(tls.ca())) {
            store.setCertificateEntry("ca-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** For {@link TlsSettings.Mode#REQUIRE}: encrypted, whoever the server is. */
    private static final class AnyServer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
