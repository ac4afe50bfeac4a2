/** What happens to models: plan, install, verify, remove, prune. */
@NullMarked
package dev.venom.runtime.core.internal.install;

import org.jspecify.annotations.NullMarked;
