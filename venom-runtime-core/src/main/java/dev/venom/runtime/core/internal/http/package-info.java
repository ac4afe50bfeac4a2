/** HTTP for metadata calls and downloads: redirects, credentials, pacing, retry and proxies, written once. */
@NullMarked
package dev.venom.runtime.core.internal.http;

import org.jspecify.annotations.NullMarked;
