package dev.landfall.config;

/** The two kinds of database URL. */
enum UrlScheme {
    MARIADB("mariadb", 3306, "MIGRATE_SOURCE_PASSWORD", "sourcePasswordFile"),
    POSTGRESQL("postgresql", 5432, "MIGRATE_TARGET_PASSWORD", "targetPasswordFile");

    private final String text;
    private final int defaultPort;
    private final String passwordVariable;
    private final String passwordKey;

    UrlScheme(String text, int defaultPort, String passwordVariable, String passwordKey) {
        this.text = text;
        this.defaultPort = defaultPort;
        this.passwordVariable = passwordVariable;
        this.passwordKey = passwordKey;
    }

    String text() {
        return text;
    }

    int defaultPort() {
        return defaultPort;
    }

    String passwordVariable() {
        return passwordVariable;
    }

    /** Where a password belongs, for messages. */
    String passwordPlace() {
        return "the environment variable " + passwordVariable + ", or in a file that " + passwordKey
                + " names in the configuration file";
    }

    String example() {
        return text + "://user@host:" + defaultPort + "/database";
    }
}
