package dev.venom.runtime.examples.cli.console;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signals that ask a process to end.
 *
 * <p>A shutdown hook would not do: it cannot change the exit status and, while it runs, a second signal waits for it.
 * The JDK's handler interface has no supported name, so it is reached by reflection; where it is missing or the
 * virtual machine was told to leave signals alone, the process ends as any other does.
 */
final class Signals {
    private static final String[] TERMINATION = {"INT", "TERM", "HUP"};

    private Signals() {}

    static void onTermination(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            for (String name : TERMINATION) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
            }
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // Left to the virtual machine: the process then ends at once, which is safe for what is on disk.
            return;
        }
    }
}
