package dev.landfall.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFilesTest {
    /** The first test vector of RFC 8032, in the frames that openssl writes. */
    private static final byte[] PRIVATE = HexFormat.of()
            .parseHex("302e020100300506032b657004220420"
                    + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final byte[] PUBLIC = HexFormat.of()
            .parseHex("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    private static final String CERTIFICATE = "{\"format\":\"landfall-certificate/1\",\"migration\":\"sh\\u00f6p\\n\","
            + "\"tables\":[{\"table\":\"shop.a\",\"rows\":3,\"checksum\":null},{}],\"allTables\":true,\"leftOut\":[]}";

    @TempDir
    private Path folder;

    @Test
    void thePublicHalfOfAPrivateKeyIsTheOneThatBelongsToIt() throws IOException {
        CertificateKey signing = key("PRIVATE KEY", PRIVATE);
        CertificateKey checking = key("PUBLIC KEY", PUBLIC);

        assertThat(signing.publicText()).isEqualTo(Base64.getEncoder().encodeToString(PUBLIC));
        assertThat(signing.sha256()).isEqualTo(checking.sha256()).hasSize(64);
        assertThat(signing.canSign()).isTrue();
        assertThat(checking.canSign()).isFalse();
        assertThat(checking.signed(new byte[0], signing.sign(new byte[0]))).isTrue();
        assertThat(HexFormat.of().formatHex(signing.sign(new byte[0]))).startsWith("e5564300c360ac729086e2cc806e828a");
    }

    @Test
    void whatWasSignedIsCanonical() throws Exception {
        // When
        String file = SignedJson.sign(CERTIFICATE, key("PRIVATE KEY", PRIVATE));

        // Then
        assertThat(file).startsWith("""
                        {
                          "certificate": {
                            "allTables": true,
                            "format": "landfall-certificate/1",
                            "leftOut": [],
                            "migration": "shöp\\n",
                            "tables": [
                              {
                                "checksum": null,
                                "rows": 3,
                                "table": "shop.a"
                              },
                              {}
                            ]
                          },
                          "signature": {
                            "algorithm": "Ed25519",
                        """);
        SignedJson.Facts facts = SignedJson.check(bytes(file), key("PUBLIC KEY", PUBLIC));
        assertThat(facts.migration()).isEqualTo("shöp\n");
        assertThat(facts.tables()).isEqualTo(2);
    }

    @Test
    void everyByteOfAJsonFileCounts() throws Exception {
        CertificateKey key = key("PRIVATE KEY", PRIVATE);
        byte[] file = bytes(SignedJson.sign(CERTIFICATE, key));

        for (byte[] other : manipulated(file)) {
            assertThatExceptionOfType(NotValidException.class)
                    .as(new String(other, StandardCharsets.UTF_8))
                    .isThrownBy(() -> SignedJson.check(other, key));
        }
        assertThat(SignedJson.check(file, key).tables()).isEqualTo(2);
    }

    @Test
    void everyByteOfAPageCounts() throws Exception {
        CertificateKey key = key("PRIVATE KEY", PRIVATE);
        byte[] file = bytes(SignedPage.sign("<!doctype html>\n<p>ö</p>\n", key));

        for (byte[] other : manipulated(file)) {
            assertThatExceptionOfType(NotValidException.class)
                    .as(new String(other, StandardCharsets.UTF_8))
                    .isThrownBy(() -> SignedPage.check(other, key));
        }
        SignedPage.check(file, key);
    }

    @Test
    void formattedAnewOrSignedBySomebodyElseIsNotValid() throws Exception {
        CertificateKey key = key("PRIVATE KEY", PRIVATE);
        CertificateKey other = key(
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        String file = SignedJson.sign(CERTIFICATE, key);

        for (String changed : List.of(
                file.replace("\n", "\r\n"),
                file.strip(),
                file.replace("  ", ""),
                file.replace("ö", "\\u00f6"),
                file.replaceFirst("\"allTables\": true,\n    (.*),\n", "$1,\n    \"allTables\": true,\n"),
                file.replaceFirst("\\{", "{ \"more\": 1,"),
                file.replace("\"rows\": 3", "\"rows\": 3.0"),
                file + file,
                "",
                "[]")) {
            assertThat(changed).isNotEqualTo(file);
            assertThatExceptionOfType(NotValidException.class)
                    .as(changed)
                    .isThrownBy(() -> SignedJson.check(bytes(changed), key));
        }
        assertThatExceptionOfType(NotValidException.class)
                .isThrownBy(() -> SignedJson.check(bytes(file), other))
                .withMessage("it was signed with another key, SHA-256 " + key.sha256());
        assertThatExceptionOfType(NotValidException.class)
                .isThrownBy(() -> SignedPage.check(bytes(SignedPage.sign("<p>\n", other)), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void whatIsNoKeyIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("some.pem"), text);

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> CertificateKey.read(file))
                .matches(refused -> refused.code() == FailureCode.USAGE)
                .withMessageStartingWith("--certificate-key: " + file + " holds ");
    }

    @Test
    void otherKindsOfKeysAreNamed() throws Exception {
        byte[] elliptic = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> key("PRIVATE KEY", elliptic))
                .withMessageContaining("holds a key that is no Ed25519 key");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> key("ENCRYPTED PRIVATE KEY", PRIVATE))
                .withMessageContaining("is encrypted");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> CertificateKey.read(folder.resolve("missing.pem")))
                .withMessageContaining("cannot be read");
    }

    /** Every byte changed, one after the other; and one more, and one fewer, at every place. */
    private static List<byte[]> manipulated(byte[] file) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < file.length; i++) {
            for (int change : new int[] {1, 0x20, 0x80}) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) change;
                all.add(changed);
            }
            byte[] fewer = new byte[file.length - 1];
            System.arraycopy(file, 0, fewer, 0, i);
            System.arraycopy(file, i + 1, fewer, i, fewer.length - i);
            all.add(fewer);
        }
        for (int i = 0; i <= file.length; i++) {
            byte[] more = new byte[file.length + 1];
            System.arraycopy(file, 0, more, 0, i);
            more[i] = ' ';
            System.arraycopy(file, i, more, i + 1, file.length - i);
            all.add(more);
        }
        return all;
    }

    private CertificateKey key(String kind, byte[] encoded) throws IOException {
        Path file = folder.resolve(kind.toLowerCase(Locale.ROOT).replace(' ', '-') + ".pem");
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END "
                        + kind + "-----\n");
        return CertificateKey.read(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
