package dev.landfall.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Both outputs of a process, read by two daemon threads. Whoever waits looks again at each new piece of text. */
final class ProcessOutput {
    private static final int BUFFER_CHARACTERS = 8192;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();
    private int openStreams = 2;

    private ProcessOutput() {}

    static ProcessOutput of(Process process) {
        ProcessOutput output = new ProcessOutput();
        output.follow(process.inputReader(StandardCharsets.UTF_8), output.stdout, "stdout of " + process.pid());
        output.follow(process.errorReader(StandardCharsets.UTF_8), output.stderr, "stderr of " + process.pid());
        return output;
    }

    String stdout() {
        return text(stdout);
    }

    String stderr() {
        return text(stderr);
    }

    void await(Pattern pattern, Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (!pattern.matcher(stdout).find() && !pattern.matcher(stderr).find()) {
                if (openStreams == 0 || nanos <= 0) {
                    throw new AssertionError("no \"" + pattern + "\" "
                            + (openStreams == 0 ? "before the program ended" : "within " + limit) + "\n" + this);
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until both outputs are closed, which a child of the program can delay. */
    void awaitEnd() throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(30);
        lock.lock();
        try {
            while (openStreams > 0) {
                if (nanos <= 0) {
                    throw new AssertionError("the program ended, but something holds its output open\n" + this);
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "stdout:\n" + stdout() + "\nstderr:\n" + stderr();
    }

    private String text(StringBuilder stream) {
        lock.lock();
        try {
            return stream.toString();
        } finally {
            lock.unlock();
        }
    }

    private void follow(Reader reader, StringBuilder into, String threadName) {
        Thread thread = new Thread(() -> read(reader, into), threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Reader reader, StringBuilder into) {
        char[] buffer = new char[BUFFER_CHARACTERS];
        try (reader) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                append(into, buffer, length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    private void append(StringBuilder into, char[] buffer, int length) {
        lock.lock();
        try {
            into.append(buffer, 0, length);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            openStreams--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
