package dev.landfall.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as OpenSSL writes them. */
final class PemFile {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----(.+?)-----END (RSA )?PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** What PKCS#8 puts in front of an RSA key of PKCS#1: version 0, the algorithm, an octet string. */
    private static final byte[] RSA_ALGORITHM = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };

    private PemFile() {}

    static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new InvalidKeyException(file + " holds no private key without a password");
        }
        byte[] content = Base64.getMimeDecoder().decode(matcher.group(2));
        byte[] key = matcher.group(1) == null ? content : wrapped(content);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (InvalidKeySpecException e) {
                continue; // the next algorithm
            }
        }
        throw new InvalidKeyException(file + " holds a private key of an unknown kind");
    }

    private static byte[] wrapped(byte[] rsaKey) {
        byte[] octets = der(4, rsaKey);
        byte[] content = new byte[RSA_ALGORITHM.length + octets.length];
        System.arraycopy(RSA_ALGORITHM, 0, content, 0, RSA_ALGORITHM.length);
        System.arraycopy(octets, 0, content, RSA_ALGORITHM.length, octets.length);
        return der(0x30, content);
    }

    /** Tag, length in two bytes, content: keys are that long. */
    private static byte[] der(int tag, byte[] content) {
        byte[] encoded = new byte[content.length + 4];
        encoded[0] = (byte) tag;
        encoded[1] = (byte) 0x82;
        encoded[2] = (byte) (content.length >> 8);
        encoded[3] = (byte) content.length;
        System.arraycopy(content, 0, encoded, 4, content.length);
        return encoded;
    }
}
