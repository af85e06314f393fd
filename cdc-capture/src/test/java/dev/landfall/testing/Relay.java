package dev.landfall.testing;

import dev.landfall.source.SourceConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The network between a client and a server: a test can cut it and put it together again. Thread-safe. */
public final class Relay implements AutoCloseable {
    private final String host;
    private final int port;
    private final int ownPort;
    private final List<Socket> sockets = new ArrayList<>();
    private final ServerSocket listener;
    private boolean cut;
    private boolean swallowing;
    private int accepted;

    private Relay(String host, int port, ServerSocket listener) {
        this.host = host;
        this.port = port;
        this.listener = listener;
        this.ownPort = listener.getLocalPort();
    }

    /** A relay on a free port of the loopback address; the caller closes it. */
    public static Relay to(String host, int port) throws IOException {
        Relay relay = new Relay(host, port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        relay.accept();
        return relay;
    }

    /** How to reach a database through it. */
    public SourceConfig instead(SourceConfig config) {
        return new SourceConfig(
                "127.0.0.1", ownPort, config.database(), config.user(), config.password(), config.tls());
    }

    /** The same for a URL that names the server by host and port. */
    public String instead(String url) {
        return url.replace(host + ":" + port, "127.0.0.1:" + ownPort);
    }

    /** Cuts what is connected and what comes. The port stays taken: somebody else might have it at {@link #restore}. */
    public synchronized void cut() throws IOException {
        cut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        notifyAll();
    }

    /**
     * Forwards nothing from here on, and tells nobody: what is connected stays so, and what comes is let in and hears
     * nothing. What is sent meanwhile arrives after {@link #restore}, as if the network had lost it and it was sent again.
     */
    public synchronized void swallow() {
        swallowing = true;
    }

    public synchronized void restore() {
        cut = false;
        swallowing = false;
        notifyAll();
    }

    /** How many connections have been opened over it. */
    public synchronized int accepted() {
        return accepted;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        thread(() -> {
            while (true) {
                Socket client = listener.accept();
                counted();
                thread(() -> connect(client));
            }
        });
    }

    private synchronized void counted() {
        accepted++;
    }

    private void connect(Socket client) throws IOException {
        awaitForwarding();
        try (client;
                Socket server = new Socket(host, port)) {
            remember(client, server);
            thread(() -> forward(client, server));
            forward(server, client);
        }
    }

    /** Whoever of the two closes the connection closes it for the other one. */
    private void forward(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[8192];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                awaitForwarding();
                out.write(piece, 0, length);
            }
            awaitForwarding();
        }
    }

    private synchronized void awaitForwarding() throws IOException {
        while (swallowing && !cut) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    private synchronized void remember(Socket... pair) throws IOException {
        if (cut) {
            for (Socket socket : pair) {
                socket.close();
            }
        } else {
            sockets.addAll(List.of(pair));
        }
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
