package dev.landfall.stream;

import dev.landfall.source.SourceConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A connection to a server that a test can cut and refuse. */
final class Relay implements AutoCloseable {
    private final String host;
    private final int port;
    private final int ownPort;
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket listener;

    private Relay(String host, int port, ServerSocket listener) {
        this.host = host;
        this.port = port;
        this.listener = listener;
        this.ownPort = listener.getLocalPort();
    }

    static Relay to(String host, int port) throws IOException {
        Relay relay = new Relay(host, port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        relay.accept(relay.listener);
        return relay;
    }

    SourceConfig instead(SourceConfig config) {
        return new SourceConfig(
                "127.0.0.1", ownPort, config.database(), config.user(), config.password(), config.tls());
    }

    /** Cuts what is connected and refuses what comes. */
    synchronized void stop() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    synchronized void start() throws IOException {
        listener = new ServerSocket(ownPort, 50, InetAddress.getLoopbackAddress());
        accept(listener);
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private void accept(ServerSocket on) {
        thread(() -> {
            while (true) {
                Socket client = on.accept();
                Socket server = new Socket(host, port);
                remember(client, server);
                thread(() -> client.getInputStream().transferTo(server.getOutputStream()));
                thread(() -> server.getInputStream().transferTo(client.getOutputStream()));
            }
        });
    }

    private synchronized void remember(Socket... pair) {
        sockets.addAll(List.of(pair));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                return; // cut
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
