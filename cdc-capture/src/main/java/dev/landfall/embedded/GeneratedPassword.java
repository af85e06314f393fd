package dev.landfall.embedded;

import dev.landfall.setting.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of one server's life. */
final class GeneratedPassword {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private GeneratedPassword() {}

    /** Hexadecimal digits only, so that it needs no quoting in SQL, URLs and shells. */
    static Secret next() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new Secret(HexFormat.of().formatHex(random));
    }
}
