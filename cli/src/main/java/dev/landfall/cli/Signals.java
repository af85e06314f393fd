package dev.landfall.cli;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Handles signals. Through reflection: the JDK supports the class for it, {@code sun.misc.Signal}, but has javac warn of
 * it. A signal that the process was started to ignore, as with nohup, stays ignored.
 */
final class Signals {
    private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

    private Signals() {}

    /** @param handler runs in a thread of its own for each signal that asks the process to end */
    static void onEnd(Runnable handler) {
        ENDING.forEach(name -> handle(name, handler));
    }

    private static void handle(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object adapter = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        handler.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), adapter);
        } catch (ReflectiveOperationException e) {
            // Another kind of JVM, or a signal that this system lacks. Being killed without notice is safe too, only
            // less
            // polite: every command goes on from what it has committed.
            System.getLogger(Signals.class.getName()).log(System.Logger.Level.DEBUG, "no handler for SIG" + name, e);
        }
    }
}
