package dev.venom.runtime.api.host;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The disk that models are kept on. Immutable.
 *
 * @param directory the cache directory
 * @param totalBytes size of its file system; empty where that does not say
 * @param freeBytes what of it this user may still use; empty where the file system does not say
 * @param reservedBytes what running downloads still need
 * @param usedBytes what counts against the quota
 * @param quotaBytes the quota for all models together; empty where there is none
 */
public record DiskReport(
        Path directory,
        OptionalLong totalBytes,
        OptionalLong freeBytes,
        long reservedBytes,
        long usedBytes,
        OptionalLong quotaBytes) {}
