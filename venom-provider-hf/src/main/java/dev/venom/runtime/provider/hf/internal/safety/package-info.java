/** What speaks against a model: executable formats, remote code, a licence gate, the Hub's own scan. */
@NullMarked
package dev.venom.runtime.provider.hf.internal.safety;

import org.jspecify.annotations.NullMarked;
