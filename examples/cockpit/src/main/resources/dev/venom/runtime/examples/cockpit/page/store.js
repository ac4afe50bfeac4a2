/** What the page knows. Views are told once a frame, however many events came in between. */

export const state = {
    connection: "connecting",
    models: [],
    runtimes: new Map(),
    operations: new Map(),
    histories: new Map(),
    host: undefined,
    catalogue: { models: [] },
};

const KEPT_OPERATIONS = 200;
const KEPT_SAMPLES = 240;
const views = new Map();
const dirty = new Set();
let scheduled = false;

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
        requestAnimationFrame(render);
    }
}

function render() {
    scheduled = false;
    const due = new Set([...dirty].flatMap((topic) => views.get(topic) ?? []));
    dirty.clear();
    due.forEach((view) => view());
}

export const isOpen = (operation) => ["queued", "running", "paused"].includes(operation.state);

export function putOperation(operation) {
    const former = state.operations.get(operation.id);
    state.operations.set(operation.id, operation);
    if (state.operations.size > KEPT_OPERATIONS) {
        const oldest = [...state.operations.values()].filter((each) => !isOpen(each)).map((each) => each.id).sort()[0];
        state.operations.delete(oldest);
    }
    changed("operations");
    return former;
}

export function putRuntime(runtime) {
    state.runtimes.set(runtime.id, { ...runtime, seenAt: Date.now() });
    sample(runtime);
    changed("runtimes");
}

/** Notes what a runtime takes now. What did not change is known without being told: only changes are. */
export function sample(runtime) {
    const history = state.histories.get(runtime.id) ?? { times: [], memory: [], vram: [] };
    history.times.push(Date.now() / 1000);
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

/** The open operation that holds a runtime, if there is one. */
export function holderOf(runtime) {
    return [...state.operations.values()].find((each) => isOpen(each) && each.runtime === runtime);
}

/** The open operation on a model, if there is one. */
export function workOn(model) {
    return [...state.operations.values()].find((each) => isOpen(each) && each.model && nameOf(each) === nameOf(model));
}
