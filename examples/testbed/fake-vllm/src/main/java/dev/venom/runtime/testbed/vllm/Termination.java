package dev.venom.runtime.testbed.vllm;

import java.lang.reflect.Proxy;

/**
 * SIGTERM and SIGINT. The JDK's handler interface has no supported name, so it is reached by reflection; a shutdown hook
 * would not do, as the exit status could no longer be chosen.
 */
final class Termination {
    private Termination() {}

    static void onSignal(Runnable action) {
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
            for (String name : new String[] {"TERM", "INT"}) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
            }
        } catch (ReflectiveOperationException unsupported) {
            throw new IllegalStateException("Signals can't be handled here", unsupported);
        }
    }
}
