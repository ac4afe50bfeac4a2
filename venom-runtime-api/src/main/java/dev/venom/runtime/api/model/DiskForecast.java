package dev.venom.runtime.api.model;

import java.util.OptionalLong;

/**
 * What an install would leave of the disk and of the quota. All in bytes. Immutable.
 *
 * @param freeBytes usable now on the file system concerned; empty where that does not say
 * @param reservedBytes what running downloads still need there
 * @param freeAfterBytes usable once everything running and this install are done, may be negative; empty where the file
 *     system does not say
 * @param usedBytes what counts against the quota now
 * @param quotaBytes the quota; empty where there is none
 */
public record DiskForecast(
        OptionalLong freeBytes,
        long reservedBytes,
        OptionalLong freeAfterBytes,
        long usedBytes,
        OptionalLong quotaBytes) {}
