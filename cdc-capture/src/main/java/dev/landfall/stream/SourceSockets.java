package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.TlsContext;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How the connection that the binary log comes over is kept and protected. */
final class SourceSockets {
    /** MariaDB says so often that it has nothing new. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** Without even a heartbeat for so long, the connection is dead, also if nobody told the operating system. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** MariaDB would drop a reader that waits for its consumer for a minute. */
    private static final Duration SERVER_PATIENCE = Duration.ofHours(1);

    /** It reports its doings to java.util.logging, which writes them to the terminal; kept, or the level is forgotten. */
    private static final Logger CLIENT_LOG = Logger.getLogger(BinlogClient.class.getName());

    static {
        CLIENT_LOG.setLevel(Level.WARNING);
    }

    private SourceSockets() {}

    static void configure(BinaryLogClient client, SourceConfig source) {
        // The client's own watchdog takes a reader that waits for its consumer for a dead connection, and opens a
        // second.
        client.setKeepAlive(false);
        client.setHeartbeatInterval(HEARTBEAT.toMillis());
        client.setNetWriteTimeout(SERVER_PATIENCE.toSeconds());
        client.setSocketFactory(SourceSockets::open);
        if (source.tls().mode() == TlsSettings.Mode.DISABLE) {
            client.setSSLMode(SSLMode.DISABLED);
        } else {
            // Our factory checks what the mode asks for; the client's own check of the name resolves addresses
            // backwards.
            TlsContext tls = TlsContext.of(source);
            client.setSSLMode(SSLMode.REQUIRED);
            client.setSslSocketFactory(tls::over);
        }
    }

    private static Socket open() throws SocketException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) SILENCE.toMillis());
        socket.setKeepAlive(true);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
