package dev.landfall.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/**
 * The public half of a private key. Java has no method for that; but its generator makes a private key of 32 random bytes and
 * computes the public one, so that a generator which is given the private key's bytes gives its public half.
 */
final class PublicHalf {
    private PublicHalf() {}

    static PublicKey of(byte[] privateBytes) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(CertificateKey.ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Given(privateBytes));
        return generator.generateKeyPair().getPublic();
    }

    /** Gives these bytes and no others. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] given;

        Given(byte[] given) {
            this.given = given.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != given.length) {
                throw new IllegalStateException("asked for " + bytes.length + " bytes, not for " + given.length);
            }
            System.arraycopy(given, 0, bytes, 0, bytes.length);
        }
    }
}
