package dev.venom.runtime.core.internal.http;

import java.util.Optional;

/** How the library introduces itself to servers. */
final class UserAgent {
    private UserAgent() {}

    /** Such as {@code venom-runtime/1.0.0 java/17.0.15}. */
    static String current() {
        return "venom-runtime/" + libraryVersion() + " java/"
                + Runtime.version().feature();
    }

    private static String libraryVersion() {
        return Optional.ofNullable(UserAgent.class.getModule().getDescriptor())
                .flatMap(module -> module.rawVersion())
                .or(() -> Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion()))
                // Classes that run from a directory carry no version
                .orElse("dev");
    }
}
