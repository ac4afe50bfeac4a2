/** The Hub's HTTP interface: addresses, credentials, answers, and what its refusals mean. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.hub;

import org.jspecify.annotations.NullMarked;
