package dev.landfall.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that starts both servers in the folder of its only argument and waits to be stopped. */
final class ServersHolder {
    private ServersHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        EmbeddedMariaDb source = EmbeddedMariaDb.start(folder, List.of());
        EmbeddedPostgreSql target = EmbeddedPostgreSql.start(folder);
        System.out.println("ready " + source.port() + " " + target.port());
        new CountDownLatch(1).await();
    }
}
