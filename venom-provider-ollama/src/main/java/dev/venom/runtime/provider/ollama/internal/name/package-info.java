/** Names of models and addresses of daemons, by the rules of the real client. */
@NullMarked
package dev.venom.runtime.provider.ollama.internal.name;

import org.jspecify.annotations.NullMarked;
