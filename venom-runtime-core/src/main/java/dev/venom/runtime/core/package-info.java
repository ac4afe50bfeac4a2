/**
 * The facade through which a host owns its models and runtimes: {@link dev.venom.runtime.core.ModelManager}, and its views
 * {@link dev.venom.runtime.core.Models}, {@link dev.venom.runtime.core.Runtimes},
 * {@link dev.venom.runtime.core.Operations} and {@link dev.venom.runtime.core.Host}.
 */
@NullMarked
package dev.venom.runtime.core;

import org.jspecify.annotations.NullMarked;
