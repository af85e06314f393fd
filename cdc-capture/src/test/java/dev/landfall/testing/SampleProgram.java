package dev.landfall.testing;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program to try {@link ProcessUnderTest} on: {@code exit CODE} or {@code stay}. */
final class SampleProgram {
    private SampleProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("working in " + Path.of("").toAbsolutePath());
        System.out.println("A=" + System.getenv("LANDFALL_A"));
        System.err.println("complaint");
        if (arguments[0].equals("exit")) {
            System.exit(Integer.parseInt(arguments[1]));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("cleaned up")));
        System.out.println("staying");
        new CountDownLatch(1).await();
    }
}
