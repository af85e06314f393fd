package dev.landfall.demo;

import dev.landfall.setting.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords for servers that live for a minute. */
final class DemoPassword {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 12;

    private DemoPassword() {}

    /** Letters and digits only, so that it can be typed into any shell. */
    static Secret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }
}
