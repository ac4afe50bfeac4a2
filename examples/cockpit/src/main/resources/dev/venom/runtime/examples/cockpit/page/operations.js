/** Long work: how far it is, what it says, and how to steer it. */

import { post, remove } from "./api.js";
import { h, keyed, offer, show, text } from "./dom.js";
import { bytes, duration, millis, moment, percent, rate } from "./format.js";
import { showLog } from "./log.js";
import { announce, attempt } from "./notice.js";
import { isOpen, refOf, state, watch } from "./store.js";

const LAST = 5;
const MARKS = { running: "▸", interrupted: "‖", succeeded: "✓", failed: "✗" };
const ROLL_BACK = "roll back";
const path = (id, action = "") => `/api/v1/models/operations/${id}${action}`;
let shown = LAST;

export function init() {
    watch(["operations"], render);
    document.getElementById("more-operations").addEventListener("click", () => {
        shown += 20;
        render();
    });
}

/** Ids begin with their time: as text they are in order. */
const newestFirst = (one, other) => one.id < other.id ? 1 : -1;

function render() {
    const all = [...state.operations.values()];
    const open = all.filter(isOpen).sort(newestFirst);
    renderSummary(open);
    if (!document.getElementById("view-operations").hidden) {
        const inHand = document.activeElement?.closest("[data-operation]")?.dataset.operation;
        renderCards(open, all.filter((operation) => !isOpen(operation)).sort(newestFirst));
        takeInHand(inHand);
    }
}

function renderCards(open, ended) {
    keyed(document.getElementById("open-operations"), open, (each) => each.id, create, update);
    keyed(document.getElementById("ended-operations"), ended.slice(0, shown), (each) => each.id, create, update);
    show(document.getElementById("nothing-open"), open.length === 0);
    show(document.getElementById("more-operations"), ended.length > shown);
}

/** An operation that ends goes to the record; whoever steered it by keyboard goes with it. */
function takeInHand(id) {
    if (id && document.activeElement === document.body) {
        document.querySelector(`[data-operation="${CSS.escape(id)}"] button:not([hidden])`)?.focus({ preventScroll: true });
    }
}

function renderSummary(open) {
    const count = document.getElementById("running-count");
    show(count, open.length > 0);
    text(count, open.length);
    document.title = title(open);
}

/** The tab tells how far the work is, also when another one is in front. */
function title(open) {
    const moving = open.find((operation) => operation.bytes_total);
    return moving
        ? `${Math.floor(percent(moving.bytes_done, moving.bytes_total))} % · Venom Cockpit`
        : "Venom Cockpit";
}

export const subject = (operation) => operation.kind === "install" ? refOf(operation)
    : [operation.runtime, operation.model && refOf(operation)].filter(Boolean).join(" ← ");

function create(operation) {
    const { id } = operation;
    const view = { id };
    const titleId = `operation-${id}`;
    view.state = h("span", { class: "pill" });
    view.bar = h("progress", { max: 100, "aria-labelledby": titleId });
    view.amount = h("span", { class: "amount" });
    view.steps = h("ol", { class: "steps" });
    view.code = h("strong", { class: "code" });
    view.message = h("p");
    view.hint = h("p", { class: "hint" });
    view.origin = h("p", { class: "origin" });
    view.error = h("div", { class: "error" }, view.code, view.message, view.hint);
    const button = (label, action) => h("button", {
        type: "button", "aria-label": `${label} ${id}`, onclick: (event) => attempt(event.target, action) }, label);
    view.pause = button("Pause", () => post(path(id, "/pause")));
    view.resume = button("Resume", () => post(path(id, "/resume")));
    view.cancel = button("Cancel", () => remove(path(id)));
    view.retry = button("Retry", () => post(path(id, "/retry")));
    view.log = button("Log", () => showLog(`Log of ${operation.kind} ${id}`, path(id, "/logs")));
    view.element = h("article", { class: "card operation", "aria-labelledby": titleId, "data-operation": id },
        h("header", {}, h("h4", { id: titleId }, `${operation.kind} ${subject(operation)}`), view.state),
        h("div", { class: "row progress" }, view.bar, view.amount), view.origin, view.steps, view.error,
        h("div", { class: "row" }, view.pause, view.resume, view.cancel, view.retry, view.log));
    return view;
}

function update(view, operation) {
    const open = isOpen(operation);
    if (view.last && view.last !== operation.state && !open) {
        announce(`${operation.kind} ${subject(operation)}: ${operation.state}`);
    }
    view.last = operation.state;
    view.state.className = `pill ${operation.state}`;
    text(view.state, operation.state === "running" && operation.phase ? operation.phase : operation.state);
    updateProgress(view, operation, open);
    keyed(view.steps, operation.steps ?? [], (step) => step.name, createStep, updateStep);
    const { error } = operation;
    show(view.error, Boolean(error));
    text(view.code, error?.code);
    text(view.message, error?.message);
    text(view.hint, error?.hint ? `Next: ${error.hint}` : "");
    text(view.origin, operation.retry_of ? `tried again after ${operation.retry_of}` : "");
    const pausable = ["install", "verify"].includes(operation.kind);
    offer([view.pause, open && pausable && operation.state === "running"], [view.resume, ["paused", "interrupted"].includes(operation.state)],
        [view.cancel, open], [view.retry, ["failed", "cancelled"].includes(operation.state)]);
}

function updateProgress(view, operation, open) {
    const moves = Boolean(operation.bytes_total);
    const works = open && operation.state !== "interrupted";
    show(view.bar, open && (works || moves));
    if (moves) {
        view.bar.value = percent(operation.bytes_done, operation.bytes_total);
    } else if (works) {
        view.bar.removeAttribute("value");
    }
    view.bar.setAttribute("aria-valuetext", moves ? `${Math.floor(view.bar.value)} %` : "under way");
    const parts = [
        open && moves ? `${Math.floor(percent(operation.bytes_done, operation.bytes_total))} %` : "",
        moves ? `${bytes(operation.bytes_done)} of ${bytes(operation.bytes_total)}` : "",
        open ? rate(operation.bytes_per_second) : "",
        open && operation.eta_seconds !== undefined ? `${duration(operation.eta_seconds)} left` : "",
        open ? "" : moment(operation.ended_at),
    ];
    text(view.amount, parts.filter(Boolean).join(" · "));
}

function createStep() {
    const [mark, name, took] = ["mark", "name", "took"].map((each) => h("span", { class: each }));
    return { element: h("li", {}, mark, " ", name, " ", took), mark, name, took };
}

function updateStep(item, step) {
    const isUndoing = step.name === ROLL_BACK;
    item.element.className = isUndoing ? `${step.state} undoing` : step.state;
    text(item.mark, isUndoing && step.state === "succeeded" ? "↩" : MARKS[step.state] ?? "○");
    text(item.name, isUndoing && step.state === "succeeded" ? "rolled back" : step.name);
    text(item.took, ["running", "interrupted", "succeeded", "failed"].includes(step.state) ? millis(step.millis) : "");
}
