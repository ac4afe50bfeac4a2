@NullMarked
package dev.venom.runtime.testbed.hub.repository;

import org.jspecify.annotations.NullMarked;
