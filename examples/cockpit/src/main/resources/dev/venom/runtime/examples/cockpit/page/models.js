/** One table for a provider's models: what is here, what is on its way, and what can be had. */

import { get, post } from "./api.js";
import * as dialog from "./dialog.js";
import { debounced, h, keyed, lock, offer, show, text } from "./dom.js";
import { bytes, memory, number, percent } from "./format.js";
import { attempt, failed } from "./notice.js";
import { planInstall } from "./plan.js";
import { activate, runtimesFor, servedBy } from "./servers.js";
import { arriving, changed, holderOf, nameOf, refOf, state, watch, workOn } from "./store.js";

const CHUNK = 50;
const SEARCH_PAUSE = 200;
const COLUMNS = ["Model", "State", "Size", "Quantization", "Context", "Fits this machine", "Actions"];
const SHOWN = { all: "all models", here: "on this machine", remote: "available remotely" };
const PHASES = { download: "downloading" };
const OVERHEAD = 1.2;
const BYTES_OF_A_PARAMETER = 2;
const MEGABYTE = 1048576;
const SHARE_OF_GPU = 0.9;
const SHARE_OF_MEMORY = 0.8;

/** The table of one provider. */
export class ModelTable {
    constructor(provider, section) {
        this.provider = provider;
        this.found = [];
        this.limit = CHUNK;
        this.query = "";
        this.shown = "all";
        this.build(section);
        watch(["models", "runtimes", "operations", "host", `found-${provider}`], () => this.renderIfShown());
    }

    build(section) {
        const id = `filter-${this.provider}`;
        this.section = section;
        this.filter = h("input", { type: "search", id, placeholder: "Filter, or search for more", autocomplete: "off",
            oninput: () => this.typed() });
        this.choice = h("select", { class: "shown", "aria-label": "Which models to show", onchange: () => this.chose() },
            ...Object.entries(SHOWN).map(([value, words]) => h("option", { value }, words)));
        this.note = h("p", { class: "note", role: "status" });
        this.count = h("p", { class: "count" });
        this.body = h("tbody", { role: "rowgroup" });
        this.none = h("p", { class: "empty" });
        this.more = h("button", { type: "button", class: "quiet", onclick: () => this.showMore() }, "Show more");
        const head = h("tr", { role: "row" }, ...COLUMNS.map((name) => h("th", { role: "columnheader", scope: "col" }, name)));
        section.append(
            h("div", { class: "row" }, h("label", { htmlFor: id }, "Find"), this.filter, this.choice), this.count, this.note,
            h("table", { role: "table", class: "models", "aria-labelledby": `${this.provider}-title` },
                h("thead", { role: "rowgroup" }, head), this.body),
            this.none, this.more);
        const classes = ["model", "state", "size", "quantization", "context", "fits", "todo"];
        [...head.children].forEach((cell, column) => cell.classList.add(`of-${classes[column]}`));
        this.search = debounced(() => this.ask(), SEARCH_PAUSE);
    }

    typed() {
        this.query = this.filter.value.trim().toLowerCase();
        this.limit = CHUNK;
        changed(`found-${this.provider}`);
        this.search();
    }

    chose() {
        this.shown = this.choice.value;
        this.limit = CHUNK;
        this.render();
    }

    showMore() {
        this.limit += CHUNK;
        this.render();
    }

    /** What was typed last counts: an answer to an earlier question that comes late is dropped. */
    async ask() {
        const query = this.query;
        try {
            const found = await this.remote(query);
            if (query === this.query) {
                this.found = found.models;
                this.answered = query;
                text(this.note, remarks(found));
                this.renderIfShown();
            }
        } catch (error) {
            if (query === this.query) {
                text(this.note, `What is available remotely is not known: ${error.message} ${error.hint ?? ""}`);
            }
        }
    }

    async remote(query) {
        if (this.provider === "ollama") {
            return get(`/api/v1/models/ollama/catalog?query=${encodeURIComponent(query)}`);
        }
        return get(`/api/v1/models/providers?provider=${this.provider}&limit=50&query=${encodeURIComponent(query)}`);
    }

    renderIfShown() {
        if (!this.section.hidden) {
            this.render();
        }
    }

    render() {
        const rows = this.rows();
        const targets = runtimesFor({ provider: this.provider });
        const around = { host: state.host, targets, held: held(targets) };
        keyed(this.body, rows.slice(0, this.limit), (row) => row.key, (row) => this.create(row), (view, row) =>
            this.update(view, row, around));
        show(this.none, rows.length === 0);
        text(this.none, this.query ? `Nothing found for "${this.query}".` : "No models yet: search for one above.");
        show(this.more, rows.length > this.limit);
        text(this.more, `Show more (${rows.length - this.limit} left)`);
    }

    /** First what is on its way, then what is here, then what can be had. */
    rows() {
        const coming = uniqueByName(arriving(this.provider));
        const asked = [state.models, this.found, this.query, this.answered, this.shown, coming.map(nameOf).join("\n")];
        if (!this.asked?.every((each, index) => each === asked[index])) {
            this.asked = asked;
            this.listed = this.list(coming);
        }
        return this.listed;
    }

    list(arrivals) {
        const here = state.models.filter((model) => model.provider === this.provider);
        const names = new Set(here.map(nameOf));
        const coming = arrivals.filter((operation) => !names.has(nameOf(operation)))
            .map(({ provider, model, revision }) => ({ provider, model, revision }));
        coming.forEach((model) => names.add(nameOf(model)));
        const remote = this.found.filter((model) => !names.has(nameOf(model)));
        text(this.count, [`${here.length} installed`, coming.length ? `${coming.length} downloading` : "",
            `${remote.length} available remotely`].filter(Boolean).join(" · "));
        const matches = (model) => !this.query || model.model.toLowerCase().includes(this.query);
        // Until the answer to what was typed is there, the former answer is filtered: typing is never behind.
        const wanted = this.answered === this.query ? remote : remote.filter(matches);
        const local = [
            ...coming.map((model) => ({ key: nameOf(model), model })),
            ...keyedByName(here).filter(({ model }) => matches(model)),
        ];
        return [
            ...this.shown === "remote" ? [] : local,
            ...this.shown === "here" ? [] : wanted.map((model) => ({ key: nameOf(model), model })),
        ];
    }

    create(row) {
        const cell = (name) => h("td", { role: "cell", "data-label": name });
        const view = { model: row.model };
        view.cells = COLUMNS.map(cell);
        const [nameCell, , , , , , actions] = view.cells;
        view.name = h("span", { class: "model-name" });
        view.served = h("span", { class: "served" });
        nameCell.append(view.name, view.served);
        const button = (label, action) => h("button", { type: "button", onclick: action }, label);
        view.install = button("Install", (event) => attempt(event.target, () => planInstall(view.model, runtimesFor(view.model))));
        view.activate = button("Activate", (event) => this.activate(event, view.model));
        view.remove = button("Remove", () => this.confirmRemoval(view.model));
        [view.install, view.activate, view.remove].forEach((each) =>
            each.setAttribute("aria-label", `${each.textContent} ${refOf(row.model)}`));
        view.lock = h("p", { class: "lock" });
        actions.append(h("div", { class: "actions" }, view.install, view.activate, view.remove), view.lock);
        view.element = h("tr", { role: "row", "data-model": nameOf(row.model) }, ...view.cells);
        return view;
    }

    update(view, { model, installed }, around) {
        const work = workOn(model);
        const serving = installed ? servedBy(model) : [];
        const seen = [model, installed, work, serving.join(), around.host, around.held, around.targets.length];
        if (view.seen?.every((each, index) => each === seen[index])) {
            return;
        }
        view.seen = seen;
        view.model = model;
        const [, stateCell, size, quantization, context, fits] = view.cells;
        text(view.name, `${model.model}${model.revision && model.revision !== "main" ? `@${model.revision}` : ""}`);
        text(view.served, serving.length ? `active on ${serving.join(", ")}` : "");
        stateCell.className = work ? "state moving" : `state ${serving.length ? "active" : installed ? model.state : ""}`;
        text(stateCell, stateWords(model, installed, work, serving));
        text(size, bytes(model.size_bytes) || "—");
        text(quantization, model.quantization ?? "—");
        text(context, number(model.context_length) || "—");
        const verdict = fit(model);
        fits.className = `fit ${verdict.level}`;
        fits.title = verdict.why ?? "";
        text(fits, verdict.words);
        this.updateActions(view, { model, installed, work, serving }, around);
    }

    updateActions(view, { model, installed, work, serving }, { targets, held: heldBy }) {
        const busy = work ? `Locked: ${work.kind} is ${work.state === "succeeded" ? "finishing" : work.state}` : "";
        const active = serving.length ? `It is active on ${serving.join(", ")}: deactivate it first` : "";
        const all = targets.length > 0 && targets.every((runtime) => serving.includes(runtime.id));
        lock(view.install, busy);
        lock(view.activate, busy || heldBy || (model.state === "complete" ? "" : "It is not complete")
            || (targets.length === 0 ? "No runtime here serves such models" : "") || (all ? "It is active" : ""));
        lock(view.remove, busy || active);
        const whole = installed && model.state === "complete";
        offer([view.install, !whole], [view.activate, Boolean(installed)], [view.remove, Boolean(installed)]);
        text(view.lock, busy || (installed ? heldBy || (active ? "Deactivate it to remove it" : "") : ""));
    }

    activate(event, model) {
        const targets = runtimesFor(model);
        if (targets.length === 1) {
            activate(event, targets[0].id, refOf(model));
            return;
        }
        dialog.open(`Activate ${refOf(model)}`, h("p", {}, "On which runtime?"), targets.map((runtime) =>
            h("button", { type: "button", class: "primary", onclick: async (choice) => {
                await activate(choice, runtime.id, refOf(model));
                dialog.close();
            } }, runtime.id)));
    }

    confirmRemoval(model) {
        dialog.open(`Remove ${refOf(model)}?`,
            h("p", {}, `Up to ${bytes(model.size_bytes)} are freed: files that another model uses stay.`),
            [h("button", { type: "button", class: "danger", onclick: () => {
                dialog.close();
                const { provider, model: name, revision } = model;
                post("/api/v1/models/remove", { provider, model: name, revision }).catch(failed);
            } }, "Remove")]);
    }
}

function uniqueByName(operations) {
    return [...new Map(operations.map((operation) => [nameOf(operation), operation])).values()];
}

/** A name stays the key while a model comes and goes; further revisions of one name are told apart. */
function keyedByName(models) {
    const names = new Set();
    return models.map((model) => {
        const name = nameOf(model);
        const key = names.has(name) ? refOf(model) : name;
        names.add(name);
        return { key, model, installed: true };
    });
}

function held(targets) {
    const holder = targets.length > 0 && targets.every((runtime) => holderOf(runtime.id)) && holderOf(targets[0].id);
    return holder ? `Locked: ${holder.kind} holds ${holder.runtime}` : "";
}

/** Where a catalogue is old, or a stand-in, it says so. */
function remarks(found) {
    const warnings = found.warnings ?? [];
    return warnings.length ? `Shown: ${found.source}. ${warnings.join(" ")}` : "";
}

function stateWords(model, installed, work, serving) {
    if (work?.state === "succeeded") {
        return "finishing";
    }
    if (work) {
        const share = work.bytes_total ? ` ${Math.floor(percent(work.bytes_done, work.bytes_total))} %` : "";
        return `${work.state === "running" ? PHASES[work.phase] ?? work.phase ?? "running" : work.state}${share}`;
    }
    if (!installed) {
        return model.gated ? "available remotely, gated" : "available remotely";
    }
    return serving.length ? "active" : model.state === "complete" ? "installed" : model.state;
}

/** What a model takes, as far as one can tell before its files are read. */
function needOf(model) {
    return model.hardware?.estimated_memory_bytes
        ?? (model.size_bytes ? model.size_bytes * OVERHEAD : undefined)
        ?? (model.parameters ? model.parameters * BYTES_OF_A_PARAMETER * OVERHEAD : undefined);
}

/** A first answer from figures at hand; the plan asks the runtime's own driver. */
function fit(model) {
    const need = needOf(model);
    const ram = state.host?.memory?.total_mb;
    if (need === undefined || ram === undefined) {
        return { level: "unknown", words: "the plan tells", why: "Its size is not known before a plan is made." };
    }
    const megabytes = need / MEGABYTE;
    const gpu = Math.max(0, ...(state.host.gpus ?? []).map((each) => each.total_mb ?? 0));
    const why = `It takes about ${memory(megabytes)}; this machine has ${memory(ram)} of memory${
        gpu > 0 ? `, and a GPU of ${memory(gpu)}` : ", and no GPU"}.`;
    if (gpu > 0 && megabytes <= gpu * SHARE_OF_GPU) {
        return { level: "ok", words: "✓ on the GPU", why };
    }
    if (model.hardware?.device === "gpu" && gpu === 0) {
        return { level: "no", words: "✗ needs a GPU", why };
    }
    if (megabytes <= ram * SHARE_OF_MEMORY) {
        return gpu > 0 ? { level: "warn", words: "△ in memory only", why } : { level: "ok", words: "✓ in memory", why };
    }
    return { level: "no", words: `✗ needs ${memory(megabytes)}`, why };
}
