/** What this host has, and what of it is in use; and what somebody should look at. */

import { get } from "./api.js";
import { h, keyed, show, text } from "./dom.js";
import { bytes, memory, percent } from "./format.js";
import { state, changed, watch } from "./store.js";
import { subject } from "./operations.js";

const GIGABYTE = 1e9;
const dismissed = new Set();

export function init() {
    watch(["host"], render);
    watch(["runtimes", "operations"], renderAttention);
}

export async function load() {
    put(await get("/api/v1/system"));
}

export function put(host) {
    state.host = host;
    changed("host");
}

function render() {
    keyed(document.getElementById("host"), gauges(state.host), (gauge) => gauge.name, create, update);
}

function gauges(host) {
    if (!host) {
        return [];
    }
    const { disk, memory: ram } = host;
    const list = [models(disk)];
    if (ram) {
        list.push({ name: "RAM", share: ram.used_percent, detail: `${memory(ram.used_mb)} of ${memory(ram.total_mb)}` });
    }
    for (const gpu of host.gpus ?? []) {
        list.push({ name: `GPU ${gpu.index}`, share: gpu.used_percent, detail: `${gpu.name}: ${gpu.trouble
            ?? `${memory(gpu.used_mb) || "unknown"} of ${memory(gpu.total_mb) || "unknown"}`}` });
    }
    return list;
}

function models(disk) {
    const reserved = disk.reserved_gb ? ` and ${bytes(disk.reserved_gb * GIGABYTE)} on their way` : "";
    const used = disk.used_gb + disk.reserved_gb;
    const limit = disk.quota_gb ?? used + (disk.free_gb ?? 0);
    const free = disk.free_gb === undefined ? "free space unknown" : `${bytes(disk.free_gb * GIGABYTE)} free`;
    return { name: "Models", share: percent(used, limit),
        detail: `${bytes(disk.used_gb * GIGABYTE)}${reserved}, ${disk.quota_gb === undefined
            ? free : `of ${bytes(disk.quota_gb * GIGABYTE)} allowed`}` };
}

function create(gauge) {
    const label = h("span", { class: "gauge-name" }, gauge.name);
    const meter = h("meter", { min: 0, max: 100, high: 85, optimum: 0, "aria-label": gauge.name });
    const detail = h("span", { class: "gauge-detail" });
    return { element: h("div", { class: "gauge" }, label, meter, detail), meter, detail };
}

function update(view, gauge) {
    view.meter.value = gauge.share ?? 0;
    view.meter.setAttribute("aria-valuetext", gauge.detail);
    text(view.detail, gauge.detail);
}

function renderAttention() {
    const failures = latestOfEachKind()
        .filter((operation) => operation.state === "failed" && !dismissed.has(operation.id))
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
function latestOfEachKind() {
    const latest = new Map();
    for (const operation of state.operations.values()) {
        const key = `${operation.kind} ${subject(operation)}`;
        if (operation.state !== "queued" && !(latest.get(key)?.id > operation.id)) {
            latest.set(key, operation);
        }
    }
    return [...latest.values()].sort((one, other) => one.id < other.id ? -1 : 1);
}

function createItem(item) {
    const words = h("a", { href: item.href });
    const dismiss = item.dismiss && h("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => {
        dismissed.add(item.dismiss);
        renderAttention();
    } }, "×");
    return { element: h("p", {}, words, dismiss), words };
}
