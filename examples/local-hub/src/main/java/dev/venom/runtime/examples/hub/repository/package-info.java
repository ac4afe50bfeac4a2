@NullMarked
package dev.venom.runtime.examples.hub.repository;

import org.jspecify.annotations.NullMarked;
