package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;

/**
 * What one server answered.
 *
 * @param status HTTP status
 * @param headers header fields
 * @param body what the handler made of the body; it may still be arriving
 */
record HopAnswer<T>(int status, Headers headers, T body) {}
