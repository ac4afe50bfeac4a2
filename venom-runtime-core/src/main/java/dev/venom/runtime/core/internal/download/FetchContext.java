package dev.venom.runtime.core.internal.download;

import java.util.function.Consumer;

/**
 * What the files of one call share.
 *
 * @param party identity of the call, for a fair share
 * @param halt whether to go on
 * @param log takes lines for operators
 */
record FetchContext(Object party, StopSignal halt, Consumer<String> log) {}
