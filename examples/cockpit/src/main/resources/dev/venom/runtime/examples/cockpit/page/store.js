/** What the page knows. Views are told ten times a second at most, however many events came in between. */

export const state = {
    connection: "connecting",
    models: [],
    runtimes: new Map(),
    operations: new Map(),
    histories: new Map(),
    /** Installs that ended well, until the list of models tells of what they brought. */
    settling: new Map(),
    host: undefined,
    catalogue: { models: [] },
};

const KEPT_OPERATIONS = 200;
const KEPT_SAMPLES = 240;
/** Samples that are closer to each other become one, so that a storm of events does not shorten the history. */
const BETWEEN_SAMPLES = 1;
const SNAPSHOT_TAKES = 2000;
const BETWEEN_RENDERINGS = 100;
const views = new Map();
const dirty = new Set();
let scheduled = false;
let rendered = 0;
let work;
let unconfirmed;

/** Calls a view whenever one of the topics has changed. */
export function watch(topics, view) {
    for (const topic of topics) {
        views.set(topic, [...(views.get(topic) ?? []), view]);
    }
}

export function changed(topic) {
    dirty.add(topic);
    if (!scheduled) {
        scheduled = true;
        // A timer, not a frame: a page behind others gets no frames, and its title goes on telling of progress.
        setTimeout(render, Math.max(0, rendered + BETWEEN_RENDERINGS - performance.now()));
    }
}

function render() {
    scheduled = false;
    rendered = performance.now();
    const due = new Set([...dirty].flatMap((topic) => views.get(topic) ?? []));
    dirty.clear();
    due.forEach((view) => view());
}

export const isOpen = (operation) => ["queued", "running", "paused", "interrupted"].includes(operation.state);

export function putOperation(operation) {
    const former = state.operations.get(operation.id);
    unconfirmed?.operations.delete(operation.id);
    state.operations.set(operation.id, operation);
    if (state.operations.size > KEPT_OPERATIONS) {
        state.operations.delete(oldestEnded());
    }
    operationsChanged();
    return former;
}

function oldestEnded() {
    let oldest;
    for (const operation of state.operations.values()) {
        if (!isOpen(operation) && (oldest === undefined || operation.id < oldest)) {
            oldest = operation.id;
        }
    }
    return oldest;
}

function operationsChanged() {
    work = undefined;
    changed("operations");
}

/** A snapshot begins: what it does not name any more is forgotten, but only once it had the time to name it. */
export function expectEverything() {
    unconfirmed = { operations: new Set(state.operations.keys()), runtimes: new Set(state.runtimes.keys()) };
    const asked = unconfirmed;
    setTimeout(() => {
        if (asked === unconfirmed) {
            forgetUnconfirmed();
        }
    }, SNAPSHOT_TAKES);
}

function forgetUnconfirmed() {
    unconfirmed.operations.forEach((id) => state.operations.delete(id));
    unconfirmed.runtimes.forEach((id) => state.runtimes.delete(id));
    unconfirmed = undefined;
    operationsChanged();
    changed("runtimes");
}

export function putRuntime(runtime) {
    unconfirmed?.runtimes.delete(runtime.id);
    state.runtimes.set(runtime.id, { ...runtime, seenAt: Date.now() });
    sample(runtime);
    changed("runtimes");
}

/** Notes what a runtime takes now. What did not change is known without being told: only changes are. */
export function sample(runtime) {
    const history = state.histories.get(runtime.id) ?? { times: [], memory: [], vram: [] };
    const now = Date.now() / 1000;
    if (history.times.length > 1 && now - history.times[history.times.length - 2] < BETWEEN_SAMPLES) {
        Object.values(history).forEach((series) => series.pop());
    }
    history.times.push(now);
    history.memory.push(runtime.memory_mb ?? null);
    history.vram.push(runtime.vram_mb ?? null);
    for (const series of Object.values(history)) {
        if (series.length > KEPT_SAMPLES) {
            series.shift();
        }
    }
    state.histories.set(runtime.id, history);
}

export const refOf = (model) => `${model.provider}:${model.model}${model.revision ? `@${model.revision}` : ""}`;
export const nameOf = (model) => `${model.provider}:${model.model}`;

/** Who works on what: asked for every row and card, and found once for each change. */
function openWork() {
    if (!work) {
        work = { onRuntime: new Map(), onModel: new Map() };
        for (const operation of state.operations.values()) {
            if (isOpen(operation)) {
                note(work.onRuntime, holds(operation) && operation.runtime, operation);
                note(work.onModel, operation.model && nameOf(operation), operation);
            }
        }
    }
    return work;
}

/** An install may name the runtime that is to serve the model, but leaves it alone. */
const holds = (operation) => operation.kind !== "install";

function note(map, key, operation) {
    if (key && !map.has(key)) {
        map.set(key, operation);
    }
}

/** The open operation that holds a runtime, if there is one. */
export function holderOf(runtime) {
    return openWork().onRuntime.get(runtime);
}

/** The open operation on a model, if there is one. */
export function workOn(model) {
    return openWork().onModel.get(nameOf(model)) ?? state.settling.get(nameOf(model));
}

/** The open operations that bring models of a provider. */
export function arriving(provider) {
    return [...openWork().onModel.values(), ...state.settling.values()].filter((each) => each.kind === "install" && each.provider === provider);
}
