/** What this host has, and what of it is in use; and what somebody should look at. */

import { get } from "./api.js";
import { h, keyed, show, text } from "./dom.js";
import { bytes, memory, percent } from "./format.js";
import { isOpen, state, changed, watch } from "./store.js";
import { subject } from "./operations.js";

const dismissed = new Set();

export function init() {
    watch(["host"], render);
    watch(["runtimes", "operations"], renderAttention);
}

export async function load() {
    state.host = await get("/api/v1/system");
    changed("host");
}

function render() {
    keyed(document.getElementById("host"), gauges(state.host), (gauge) => gauge.name, create, update);
}

function gauges(host) {
    if (!host) {
        return [];
    }
    const list = [];
    const { disk, memory: ram } = host;
    if (disk) {
        const limit = disk.quota_bytes ?? (disk.used_bytes ?? 0) + (disk.free_bytes ?? 0);
        const used = (disk.used_bytes ?? 0) + (disk.reserved_bytes ?? 0);
        list.push({ name: "Models", share: percent(used, limit),
            detail: `${bytes(used)}${disk.reserved_bytes ? ` (${bytes(disk.reserved_bytes)} reserved)` : ""} of ${
                bytes(limit)}${disk.quota_bytes ? " quota" : ""}` });
    }
    if (ram?.total_mb !== undefined) {
        const used = ram.total_mb - (ram.available_mb ?? ram.total_mb);
        list.push({ name: "RAM", share: percent(used, ram.total_mb), detail: `${memory(used)} of ${memory(ram.total_mb)}` });
    }
    for (const [index, gpu] of (host.gpus ?? []).entries()) {
        const used = gpu.used_mb ?? gpu.memory_mb - (gpu.free_mb ?? gpu.memory_mb);
        list.push({ name: `GPU ${index}`, share: percent(used, gpu.memory_mb),
            detail: `${gpu.name}: ${memory(used)} of ${memory(gpu.memory_mb)}` });
    }
    return list;
}

function create(gauge) {
    const label = h("span", { class: "gauge-name" }, gauge.name);
    const meter = h("meter", { min: 0, max: 100, high: 85, "aria-label": gauge.name });
    const detail = h("span", { class: "gauge-detail" });
    return { element: h("div", { class: "gauge" }, label, meter, detail), meter, detail };
}

function update(view, gauge) {
    view.meter.value = gauge.share;
    view.meter.setAttribute("aria-valuetext", gauge.detail);
    text(view.detail, gauge.detail);
}

function renderAttention() {
    const failures = [...state.operations.values()]
        .filter((operation) => operation.state === "failed" && !dismissed.has(operation.id))
        .filter((operation) => !superseded(operation))
        .map((operation) => ({ key: operation.id, href: "#operations", dismiss: operation.id,
            words: `${operation.kind} ${subject(operation)} failed: ${operation.error?.message ?? ""}` }));
    const sick = [...state.runtimes.values()]
        .filter((runtime) => runtime.state === "degraded" || runtime.alerts?.length)
        .map((runtime) => ({ key: runtime.id, href: "#servers", words: `${runtime.id}: ${runtime.reason}` }));
    const items = [...sick, ...failures.slice(-3)];
    const section = document.getElementById("attention");
    show(section, items.length > 0);
    keyed(section, items, (item) => item.key, createItem, (view, item) => text(view.words, item.words));
}

/** A failure is yesterday's news once the same was done again. */
function superseded(failure) {
    return [...state.operations.values()].some((other) => other.id > failure.id && other.kind === failure.kind
        && subject(other) === subject(failure) && !(isOpen(other) && other.state === "queued"));
}

function createItem(item) {
    const words = h("a", { href: item.href });
    const dismiss = item.dismiss && h("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => {
        dismissed.add(item.dismiss);
        renderAttention();
    } }, "×");
    return { element: h("p", {}, "▲ ", words, dismiss), words };
}
