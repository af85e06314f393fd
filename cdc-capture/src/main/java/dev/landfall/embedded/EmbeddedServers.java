package dev.landfall.embedded;

/** Whether real servers can be started here. */
public final class EmbeddedServers {
    private EmbeddedServers() {}

    /**
     * Whether both servers' binaries are on the class path and this machine can run them (Linux on amd64). Looks up
     * resources only: nothing is unpacked or started.
     */
    public static boolean available() {
        return "Linux".equals(System.getProperty("os.name"))
                && "amd64".equals(System.getProperty("os.arch"))
                && MariaDbBinaries.present()
                && PostgreSqlBinaries.present();
    }
}
