package dev.landfall.stream;

import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;

/** Tells when Debezium notices that it has to stop, which is before it waits for the reading thread to end. */
final class StopAwareContext implements ChangeEventSourceContext {
    private final ChangeEventSourceContext context;
    private final Runnable whenStopped;

    StopAwareContext(ChangeEventSourceContext context, Runnable whenStopped) {
        this.context = context;
        this.whenStopped = whenStopped;
    }

    @Override
    public boolean isRunning() {
        boolean running = context.isRunning();
        if (!running) {
            whenStopped.run();
        }
        return running;
    }

    @Override
    public boolean isPaused() {
        return context.isPaused();
    }

    @Override
    public void resumeStreaming() throws InterruptedException {
        context.resumeStreaming();
    }

    @Override
    public void waitSnapshotCompletion() throws InterruptedException {
        context.waitSnapshotCompletion();
    }

    @Override
    public void streamingPaused() {
        context.streamingPaused();
    }

    @Override
    public void waitStreamingPaused() throws InterruptedException {
        context.waitStreamingPaused();
    }
}
