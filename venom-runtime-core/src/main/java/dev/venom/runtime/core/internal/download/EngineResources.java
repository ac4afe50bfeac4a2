package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.partial.PartialStore;

/**
 * What all downloads of an engine share.
 *
 * @param settings what they may use
 * @param transporter how they speak
 * @param partials where they write
 * @param budget who may connect
 * @param threads who works
 */
record EngineResources(
        DownloadSettings settings,
        HttpTransporter transporter,
        PartialStore partials,
        ConnectionBudget budget,
        EngineThreads threads) {}
