package dev.landfall.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program that waits to be told to end. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        Interruption interruption = new Interruption(Thread.currentThread());
        CountDownLatch stopped = new CountDownLatch(1);
        switch (arguments[0]) {
            case "stop" -> interruption.arm(stopped::countDown);
            case "stuck" -> interruption.armImpatiently(Duration.ofMillis(1), 7);
            default -> interruption.arm();
        }
        System.out.println("ready");
        int exitCode = await(stopped, arguments[0].equals("stuck"));
        interruption.ended();
        System.exit(exitCode);
    }

    private static int await(CountDownLatch stopped, boolean stubborn) {
        while (true) {
            try {
                stopped.await();
                System.out.println("stopped");
                return 0;
            } catch (InterruptedException e) {
                if (!stubborn) {
                    System.out.println("interrupted");
                    return 3;
                }
            }
        }
    }
}
