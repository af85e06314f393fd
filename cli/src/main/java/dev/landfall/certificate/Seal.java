package dev.landfall.certificate;

import java.util.Base64;

/** A signature as text, with the public key that it can be checked by. Of every signature there is one text only. */
record Seal(String publicKey, String value) {
    static Seal of(byte[] text, CertificateKey key) {
        return new Seal(key.publicText(), Base64.getEncoder().encodeToString(key.sign(text)));
    }

    /** @throws NotValidException when it is not the key's, or not of this text */
    void require(byte[] text, CertificateKey key) throws NotValidException {
        if (!publicKey.equals(key.publicText())) {
            throw new NotValidException("it was signed with another key, " + fingerprint());
        }
        byte[] signature = decoded(value);
        if (!key.signed(text, signature)
                || !Base64.getEncoder().encodeToString(signature).equals(value)) {
            throw new NotValidException("it is not what was signed");
        }
    }

    private String fingerprint() {
        try {
            return "SHA-256 " + CertificateKey.sha256(decoded(publicKey));
        } catch (NotValidException e) {
            return "which is none";
        }
    }

    private static byte[] decoded(String base64) throws NotValidException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new NotValidException("its signature is damaged");
        }
    }
}
