package dev.venom.runtime.testbed.systemd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test class that would change the machine it runs on: it runs inside a {@link RealSystemd} or not at all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@EnabledIfSystemProperty(
        named = OnlyInside.PROPERTY,
        matches = "true",
        disabledReason = "it changes the machine: it is run inside by the IT of the same subject")
public @interface OnlyInside {
    /** Is true inside. */
    String PROPERTY = "local-systemd.inside";
}
