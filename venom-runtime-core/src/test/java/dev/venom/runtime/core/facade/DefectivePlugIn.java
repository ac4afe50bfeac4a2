package dev.venom.runtime.core.facade;

import java.io.IOException;
import java.lang.reflect.Proxy;

/** Somebody's plug-in that tells its name and can do nothing else. */
final class DefectivePlugIn {
    /** In what way it is broken. */
    enum Defect {
        STATE {
            @Override
            Object answer() {
                throw new IllegalStateException("broken");
            }
        },
        MISSING_LIBRARY {
            @Override
            Object answer() {
                throw new NoClassDefFoundError("com/acme/Client");
            }
        },
        ASSERTION {
            @Override
            Object answer() {
                throw new AssertionError("broken");
            }
        },
        ENDLESS_RECURSION {
            @Override
            Object answer() {
                throw new StackOverflowError();
            }
        },
        CHECKED_BY_ANOTHER_LANGUAGE {
            @Override
            Object answer() throws Throwable {
                throw new IOException("broken");
            }
        },
        NOTHING {
            @Override
            Object answer() {
                return null;
            }
        };

        abstract Object answer() throws Throwable;
    }

    private DefectivePlugIn() {}

    static <T> T of(Class<T> kind, String name, Defect defect) {
        Object proxy = Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (self, method, arguments) -> switch (method.getName()) {
                    case "id", "kind" -> name;
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "toString" -> "defective " + name;
                    default -> primitive(method.getReturnType(), defect);
                });
        return kind.cast(proxy);
    }

    /** A proxy that answers a long or boolean with nothing fails by itself, as it should. */
    private static Object primitive(Class<?> type, Defect defect) throws Throwable {
        return type == void.class && defect == Defect.NOTHING ? null : defect.answer();
    }
}
