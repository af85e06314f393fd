package dev.landfall.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {
    /** In front of a 2048-bit RSA key, PKCS#8 puts so many bytes; behind them is what PKCS#1 has. */
    private static final int PKCS8_HEADER_BYTES = 26;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfEveryKindAreRead(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        Path file = pem("PRIVATE KEY", pair.getPrivate().getEncoded());

        assertThat(PemFile.privateKey(file)).isEqualTo(pair.getPrivate());
    }

    @Test
    void theOlderFormOfAnRsaKeyIsReadToo() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] newer = pair.getPrivate().getEncoded();

        Path file = pem("RSA PRIVATE KEY", Arrays.copyOfRange(newer, PKCS8_HEADER_BYTES, newer.length));

        assertThat(PemFile.privateKey(file)).isEqualTo(pair.getPrivate());
    }

    @Test
    void aKeyWithAPasswordIsRefusedByName() throws Exception {
        Path file = pem("ENCRYPTED PRIVATE KEY", new byte[100]);

        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessageContaining(file.toString());
    }

    private Path pem(String kind, byte[] content) throws Exception {
        return Files.writeString(
                folder.resolve("key.pem"),
                "Comment before\n-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind + "-----\n");
    }
}
