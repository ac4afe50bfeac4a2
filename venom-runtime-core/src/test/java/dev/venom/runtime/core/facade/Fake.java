package dev.venom.runtime.core.facade;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * An interface whose answers a test gives, as hosts fake the library: what has no answer is not to be called.
 *
 * @param <T> the interface
 */
final class Fake<T> {
    private final Class<T> type;
    private final Map<String, Function<List<?>, ?>> answers = new HashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private Fake(Class<T> type) {
        this.type = type;
    }

    static <T> Fake<T> of(Class<T> type) {
        return new Fake<>(type);
    }

    Fake<T> on(String method, Function<List<?>, ?> answer) {
        answers.put(method, answer);
        return this;
    }

    Fake<T> on(String method, Object answer) {
        return on(method, arguments -> answer);
    }

    /** What was called so far, with what. */
    List<String> calls() {
        return calls;
    }

    T get() {
        return proxy((proxy, method, arguments) -> {
            List<?> given = arguments == null ? List.of() : List.of(arguments);
            calls.add(method.getName() + given);
            Function<List<?>, ?> answer = answers.get(method.getName());
            if (answer == null) {
                throw new AssertionError(method.getName() + " was not to be called");
            }
            return answer.apply(given);
        });
    }

    /** The real thing, with each call noted on its way. */
    T noting(T real) {
        return proxy((proxy, method, arguments) -> {
            calls.add(method.getName() + (arguments == null ? List.of() : List.of(arguments)));
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }

    private T proxy(InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
