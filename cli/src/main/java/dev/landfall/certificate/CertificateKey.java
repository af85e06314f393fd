package dev.landfall.certificate;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An Ed25519 key of the user's: a public one checks, a private one signs as well. Immutable. */
public final class CertificateKey {
    static final String ALGORITHM = "Ed25519";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String HOW_TO_MAKE =
            "Make one with: openssl genpkey -algorithm ed25519 -out FILE; its public half with: openssl pkey -in FILE -pubout.";

    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    private CertificateKey(PublicKey publicKey, @Nullable PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** Of a PEM file: {@code PRIVATE KEY} (PKCS#8) or {@code PUBLIC KEY}. @throws MigrationException USAGE for anything else */
    public static CertificateKey read(Path file) {
        String text = text(file);
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw refused(file, "holds no key in PEM", HOW_TO_MAKE);
        }
        String kind = pem.group(1);
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException e) {
            throw refused(file, "holds no whole key", HOW_TO_MAKE);
        }
        try {
            return switch (kind) {
                case "PRIVATE KEY" -> ofPrivate(encoded);
                case "PUBLIC KEY" ->
                    new CertificateKey(
                            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)), null);
                case "ENCRYPTED PRIVATE KEY" ->
                    throw refused(
                            file,
                            "is encrypted, and nobody is asked for a passphrase here",
                            "Decrypt it for the time of the command, into a file that only you can read: openssl pkey -in "
                                    + file + ".");
                default -> throw refused(file, "holds a " + kind + ", expected an Ed25519 key", HOW_TO_MAKE);
            };
        } catch (GeneralSecurityException e) {
            throw refused(file, "holds a key that is no Ed25519 key", HOW_TO_MAKE);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw refused(file, "cannot be read", "Name the PEM file of an Ed25519 key. " + HOW_TO_MAKE);
        }
    }

    private static CertificateKey ofPrivate(byte[] encoded) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        Optional<byte[]> seed = key instanceof EdECPrivateKey edwards ? edwards.getBytes() : Optional.empty();
        CertificateKey pair = new CertificateKey(
                PublicHalf.of(seed.orElseThrow(() -> new GeneralSecurityException("a key without bytes"))), key);
        byte[] probe = {1};
        if (!pair.signed(probe, pair.sign(probe))) {
            throw new IllegalStateException("the public half does not fit the private one");
        }
        return pair;
    }

    private static MigrationException refused(Path file, String what, String advice) {
        return new MigrationException(FailureCode.USAGE, "--certificate-key: " + file + " " + what + ".", advice);
    }

    /** Whether it has its private half. */
    public boolean canSign() {
        return privateKey != null;
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    /** Whether a signature is this key's, of exactly this text. */
    boolean signed(byte[] text, byte[] value) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(value);
        } catch (GeneralSecurityException e) {
            // What is no signature at all, by its length for example, is not this key's.
            return false;
        }
    }

    /** The public half, as the PEM file of a public key has it between its lines. */
    String publicText() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** Of the public half, in hexadecimal digits: what {@code openssl pkey -pubin -outform DER | sha256sum} prints. */
    public String sha256() {
        return sha256(publicKey.getEncoded());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
