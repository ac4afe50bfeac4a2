@org.jspecify.annotations.NullMarked
package dev.venom.runtime.core.internal.monitor;
