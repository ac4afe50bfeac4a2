/** A card for each runtime: how it is, what it serves, what it takes, and what can be done with it. */

import { get, post } from "./api.js";
import { History } from "./chart.js";
import * as dialog from "./dialog.js";
import { debounced, h, keyed, lock, show, text } from "./dom.js";
import { duration, memory, moment, percent } from "./format.js";
import { followLog } from "./log.js";
import { attempt } from "./notice.js";
import { holderOf, nameOf, refOf, sample, state, watch } from "./store.js";
import { tryOut } from "./tryout.js";

const ICONS = { online: "●", degraded: "▲", offline: "○", starting: "◔", stopping: "◕" };
const TICKS_OF_A_SAMPLE = 5;
let ticks = 0;
const path = (runtime, action) => `/api/v1/runtimes/${encodeURIComponent(runtime)}${action}`;

export function init() {
    watch(["runtimes", "operations", "models", "host"], render);
    setInterval(tick, 1000);
    addEventListener("themechange", redraw);
    addEventListener("resize", debounced(redraw, 200));
}

function render() {
    if (document.getElementById("view-servers").hidden) {
        return;
    }
    const runtimes = [...state.runtimes.values()].sort((one, other) => one.id.localeCompare(other.id));
    show(document.getElementById("no-runtimes"), runtimes.length === 0);
    keyed(document.getElementById("runtimes"), runtimes, (runtime) => runtime.id, create, update);
}

/** Clocks and charts go on between events; nothing is asked for. */
function tick() {
    if (state.connection === "live" && ++ticks % TICKS_OF_A_SAMPLE === 0) {
        state.runtimes.forEach(sample);
        render();
    }
    for (const view of document.getElementById("runtimes").keyedChildren?.values() ?? []) {
        updateClocks(view, state.runtimes.get(view.id));
    }
}

function redraw() {
    for (const view of document.getElementById("runtimes").keyedChildren?.values() ?? []) {
        view.history.reset();
    }
    render();
}

function create(runtime) {
    const id = runtime.id;
    const view = { id };
    const titleId = `runtime-${id}`;
    view.pill = h("span", { class: "pill" });
    view.reason = h("p", { class: "reason" });
    view.since = h("span");
    view.facts = facts(view, id);
    view.alerts = h("ul", { class: "alerts" });
    view.chart = h("div", { class: "chart", role: "img", "aria-label": `Memory of ${id} lately` });
    view.caption = h("figcaption");
    view.chartBox = h("figure", { class: "history" }, view.caption, view.chart);
    view.history = new History(view.chart);
    view.lockNote = h("p", { class: "lock" });
    view.start = action("Start", (event) => steer(event, id, "start"));
    view.stop = action("Stop", (event) => steer(event, id, "stop"));
    view.restart = action("Restart", (event) => steer(event, id, "restart"));
    view.choice = h("select", { "aria-label": `Model for ${id}` });
    view.activate = h("button", { type: "button", class: "primary", onclick: (event) =>
        activate(event, id, view.choice.value) }, "Activate");
    view.deactivate = action("Deactivate", (event) => attempt(event.target, () =>
        post("/api/v1/models/deactivate", { runtime: id })));
    view.tryOut = action("Try it", () => tryOut(id));
    view.element = h("article", { class: "card", "aria-labelledby": titleId, "data-runtime": id },
        h("header", {}, h("h3", { id: titleId }, id), view.pill),
        view.reason, view.alerts, view.facts,
        view.chartBox,
        h("div", { class: "row choice" }, view.choice, view.activate, view.deactivate),
        h("div", { class: "row" }, view.start, view.stop, view.restart),
        h("div", { class: "row" }, view.tryOut,
            action("Logs", () => followLog(`Log of ${id}`, path(id, "/logs"))),
            action("Diagnose", (event) => diagnose(event, id))),
        view.lockNote);
    view.dispose = () => view.history.dispose();
    return view;
}

/** A figure against its limit. */
function measured(view, id, name, key) {
    const figure = h("span");
    const meter = h("meter", { min: 0, max: 100, high: 85, optimum: 0, "aria-label": `${name} of ${id}` });
    view[key] = { figure, meter };
    return [h("dt", {}, name), h("dd", { class: "measured" }, figure, meter)];
}

function measure(one, used, total, otherwise = "—") {
    const words = used === undefined ? otherwise : total ? `${memory(used)} of ${memory(total)}` : memory(used);
    text(one.figure, words);
    show(one.meter, used !== undefined && Boolean(total));
    one.meter.value = percent(used, total);
    one.meter.setAttribute("aria-valuetext", words);
}

function facts(view, id) {
    const fact = (name, key) => {
        view[key] = h("dd");
        return [h("dt", {}, name), view[key]];
    };
    return h("dl", { class: "facts" },
        fact("Active model", "model"), fact("State since", "sinceFact"), fact("Uptime", "uptime"),
        measured(view, id, "Memory", "memory"), measured(view, id, "GPU memory", "vram"),
        fact("Restarts", "restarts"),
        fact("Supervisor", "supervisor"));
}

function action(label, onclick) {
    return h("button", { type: "button", onclick }, label);
}

function update(view, runtime) {
    view.pill.className = `pill ${runtime.state}`;
    text(view.pill, `${ICONS[runtime.state] ?? ""} ${runtime.state}`);
    text(view.reason, runtime.reason);
    text(view.model, runtime.active_model ? refOf(runtime.active_model) : "none");
    view.model.title = runtime.active_model ? refOf(runtime.active_model) : "";
    text(view.restarts, runtime.restarts);
    text(view.supervisor, runtime.managed ? runtime.supervisor : `${runtime.supervisor}, not managed here`);
    keyed(view.alerts, runtime.alerts ?? [], (alert) => alert.kind, () => ({ element: h("li") }), (item, alert) =>
        text(item.element, `${alert.kind.toUpperCase()} at ${alert.percent} %, above ${alert.threshold} %`));
    updateMeters(view, runtime);
    updateClocks(view, runtime);
    updateChoice(view, runtime);
    updateLocks(view, runtime);
    view.history.update(state.histories.get(runtime.id));
}

function updateMeters(view, runtime) {
    measure(view.memory, runtime.memory_mb, state.host?.memory?.total_mb);
    const vram = state.host?.gpus?.reduce((sum, gpu) => sum + (gpu.total_mb ?? 0), 0);
    measure(view.vram, runtime.vram_mb, vram, state.host?.gpus?.length === 0 ? "no GPU here" : "—");
    const history = state.histories.get(runtime.id);
    const known = (history?.memory ?? []).filter((each) => each !== null);
    show(view.chartBox, known.length > 0);
    if (known.length > 0) {
        const span = Math.max(1, history.times.at(-1) - history.times[0]);
        text(view.caption, `Memory over the last ${duration(span)}, at most ${memory(Math.max(...known))}`);
    }
}

function updateClocks(view, runtime) {
    if (!runtime) {
        return;
    }
    const passed = (Date.now() - runtime.seenAt) / 1000;
    text(view.uptime, runtime.uptime_seconds === undefined ? "—" : duration(runtime.uptime_seconds + passed));
    text(view.sinceFact, `${moment(runtime.since)}, for ${duration((Date.now() - Date.parse(runtime.since)) / 1000)}`);
}

function updateChoice(view, runtime) {
    if (view.models === state.models) {
        return;
    }
    view.models = state.models;
    const fitting = state.models.filter((model) => model.state === "complete"
        && (runtime.kind === "ollama") === (model.provider === "ollama"));
    const refs = fitting.map(refOf).join("\n");
    if (view.refs !== refs) {
        view.refs = refs;
        const chosen = view.choice.value;
        view.choice.replaceChildren(...fitting.map((model) => h("option", { value: refOf(model) }, refOf(model))));
        if (fitting.length === 0) {
            view.choice.append(h("option", { value: "" }, "no installed model fits"));
        }
        view.choice.value = fitting.some((model) => refOf(model) === chosen) ? chosen : view.choice.options[0]?.value ?? "";
    }
}

/** Every lock comes from the server's own operations: another tab, or the command line, locks this page too. */
function updateLocks(view, runtime) {
    const holder = holderOf(runtime.id);
    const busy = holder ? `Locked: ${holder.kind} ${holder.id} is ${holder.state}` : "";
    const external = runtime.managed ? "" : "This host may not start or stop it";
    const running = runtime.state !== "offline";
    lock(view.start, busy || external || (running ? "It runs already" : ""));
    lock(view.restart, busy || external || (running ? "" : "It does not run"));
    const stoppable = holder && !["activate", "deactivate"].includes(holder.kind) ? "" : busy;
    lock(view.stop, stoppable || external || (running || holder ? "" : "It does not run"));
    lock(view.activate, busy || (view.choice.value ? "" : "No installed model fits; install one first"));
    lock(view.deactivate, busy || (runtime.active_model ? "" : "No model is active"));
    lock(view.tryOut, ["online", "degraded"].includes(runtime.state) && runtime.active_model ? "" : "It serves no model");
    text(view.lockNote, busy || external);
}

function steer(event, runtime, verb) {
    attempt(event.target, () => post(path(runtime, `/${verb}`)));
}

export function activate(event, runtime, ref) {
    const model = state.models.find((each) => refOf(each) === ref);
    return attempt(event.target, () => post("/api/v1/models/activate", {
        runtime, provider: model.provider, model: model.model, revision: model.revision,
    }));
}

/** The runtimes that could serve a model. */
export function runtimesFor(model) {
    return [...state.runtimes.values()].filter((runtime) =>
        (runtime.kind === "ollama") === (model.provider === "ollama"));
}

export function servedBy(model) {
    return [...state.runtimes.values()]
        .filter((runtime) => runtime.active_model && nameOf(runtime.active_model) === nameOf(model)
            && (runtime.active_model.revision ?? model.revision) === model.revision)
        .map((runtime) => runtime.id);
}

async function diagnose(event, runtime) {
    const diagnosis = await attempt(event.target, () => get(path(runtime, "/diagnostics")));
    if (diagnosis) {
        dialog.open(`Diagnosis of ${runtime}`, h("div", {},
            h("p", { class: "verdict" }, diagnosis.verdict),
            ...diagnosis.sections.map((section) => h("details", { open: section.name === "state" },
                h("summary", {}, section.name), h("pre", { tabIndex: 0 }, section.lines.join("\n"))))));
    }
}
