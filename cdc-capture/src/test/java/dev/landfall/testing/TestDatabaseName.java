package dev.landfall.testing;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names for databases, short and unlike any other, also across JVMs that share a server. */
final class TestDatabaseName {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestDatabaseName() {}

    /** Ten characters that need no quoting in either product. */
    static String next() {
        return "t_" + HexFormat.of().toHexDigits(RANDOM.nextInt());
    }
}
