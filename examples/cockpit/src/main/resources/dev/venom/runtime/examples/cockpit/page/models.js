/** One table for a provider's models: what is here, what is on its way, and what can be had. */

import { get, post } from "./api.js";
import * as dialog from "./dialog.js";
import { debounced, h, keyed, lock, show, text } from "./dom.js";
import { bytes, number, percent } from "./format.js";
import { attempt, failed } from "./notice.js";
import { planInstall } from "./plan.js";
import { activate, runtimesFor, servedBy } from "./servers.js";
import { holderOf, nameOf, refOf, state, watch, workOn } from "./store.js";

const CHUNK = 100;
const SEARCH_PAUSE = 200;
const COLUMNS = ["Model", "State", "Size", "Quantization", "Context", "Fits here", "Actions"];

/** The table of one provider. */
export class ModelTable {
    constructor(provider, section) {
        this.provider = provider;
        this.found = [];
        this.limit = CHUNK;
        this.query = "";
        this.build(section);
        watch(["models", "runtimes", "operations", "host", `found-${provider}`], () => this.renderIfShown());
    }

    build(section) {
        const id = `filter-${this.provider}`;
        this.section = section;
        this.filter = h("input", { type: "search", id, placeholder: "Filter, or search for more", autocomplete: "off",
            oninput: () => this.typed() });
        this.note = h("p", { class: "note", role: "status" });
        this.body = h("tbody", { role: "rowgroup" });
        this.none = h("p", { class: "empty" });
        this.more = h("button", { type: "button", class: "quiet", onclick: () => this.showMore() }, "Show more");
        const head = h("tr", { role: "row" }, ...COLUMNS.map((name) => h("th", { role: "columnheader", scope: "col" }, name)));
        section.append(
            h("div", { class: "row" }, h("label", { htmlFor: id }, "Find"), this.filter), this.note,
            h("table", { role: "table", class: "models", "aria-labelledby": `${this.provider}-title` },
                h("thead", { role: "rowgroup" }, head), this.body),
            this.none, this.more);
        this.search = debounced(() => this.ask(), SEARCH_PAUSE);
    }

    typed() {
        this.query = this.filter.value.trim().toLowerCase();
        this.limit = CHUNK;
        this.render();
        this.search();
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
                this.found = found;
                text(this.note, "");
                this.renderIfShown();
            }
        } catch (error) {
            if (query === this.query) {
                text(this.note, `What can be had is not known: ${error.message}`);
            }
        }
    }

    async remote(query) {
        if (this.provider === "ollama") {
            return (await get(`/api/v1/models/ollama/catalog?query=${encodeURIComponent(query)}`)).models;
        }
        const answer = await get(
            `/api/v1/models/providers?provider=${this.provider}&limit=50&query=${encodeURIComponent(query)}`);
        return answer.models;
    }

    renderIfShown() {
        if (!this.section.hidden) {
            this.render();
        }
    }

    render() {
        const rows = this.rows();
        keyed(this.body, rows.slice(0, this.limit), (row) => row.key, (row) => this.create(row), (view, row) =>
            this.update(view, row));
        show(this.none, rows.length === 0);
        text(this.none, this.query ? `Nothing found for "${this.query}".` : "No models yet: search for one above.");
        show(this.more, rows.length > this.limit);
        text(this.more, `Show more (${rows.length - this.limit} left)`);
    }

    rows() {
        const here = state.models.filter((model) => model.provider === this.provider);
        const names = new Set(here.map(nameOf));
        const coming = [...state.operations.values()]
            .filter((operation) => operation.kind === "install" && operation.provider === this.provider
                && workOn(operation) && !names.has(nameOf(operation)))
            .map(({ provider, model, revision }) => ({ provider, model, revision }));
        coming.forEach((model) => names.add(nameOf(model)));
        const remote = this.found.filter((model) => !names.has(nameOf(model)));
        const matches = (model) => !this.query || model.model.toLowerCase().includes(this.query);
        return [
            ...coming.map((model) => ({ key: nameOf(model), model })),
            ...here.filter(matches).map((model) => ({ key: refOf(model), model, installed: true })),
            ...remote.map((model) => ({ key: nameOf(model), model })),
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
        view.install = button("Install", (event) => attempt(event.target, () => planInstall(view.model)));
        view.activate = button("Activate", (event) => this.activate(event, view.model));
        view.remove = button("Remove", () => this.confirmRemoval(view.model));
        [view.install, view.activate, view.remove].forEach((each) =>
            each.setAttribute("aria-label", `${each.textContent} ${refOf(row.model)}`));
        actions.append(h("div", { class: "actions" }, view.install, view.activate, view.remove));
        view.element = h("tr", { role: "row", "data-model": nameOf(row.model) }, ...view.cells);
        return view;
    }

    update(view, { model, installed }) {
        view.model = model;
        const [, stateCell, size, quantization, context, fits] = view.cells;
        const work = workOn(model);
        const serving = installed ? servedBy(model) : [];
        text(view.name, `${model.model}${model.revision && model.revision !== "main" ? `@${model.revision}` : ""}`);
        text(view.served, serving.length ? `active on ${serving.join(", ")}` : "");
        stateCell.className = work ? "state moving" : `state ${serving.length ? "active" : installed ? model.state : ""}`;
        text(stateCell, stateWords(model, installed, work, serving));
        text(size, bytes(model.size_bytes));
        text(quantization, model.quantization ?? "");
        text(context, number(model.context_length));
        const verdict = fit(model);
        fits.className = `fit ${verdict.level}`;
        text(fits, verdict.words);
        this.updateActions(view, model, installed, work, serving);
    }

    updateActions(view, model, installed, work, serving) {
        const busy = work ? `Locked: ${work.kind} ${work.id} is ${work.state}` : "";
        show(view.install, !installed || model.state !== "complete");
        lock(view.install, busy);
        show(view.activate, Boolean(installed));
        const targets = runtimesFor(model);
        const held = targets.length && targets.every((runtime) => holderOf(runtime.id))
            ? `Locked: ${targets[0].id} is held by ${holderOf(targets[0].id).kind}` : "";
        const all = targets.length > 0 && targets.every((runtime) => serving.includes(runtime.id));
        lock(view.activate, busy || held || (model.state === "complete" ? "" : "It is not complete")
            || (targets.length === 0 ? "No runtime here serves such models" : "") || (all ? "It is active" : ""));
        show(view.remove, Boolean(installed));
        lock(view.remove, busy || (serving.length ? `It is active on ${serving.join(", ")}: deactivate it first` : ""));
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

function stateWords(model, installed, work, serving) {
    if (work) {
        const share = work.bytes_total ? ` ${Math.floor(percent(work.bytes_done, work.bytes_total))} %` : "";
        return `${work.state === "running" ? work.phase ?? "running" : work.state}${share}`;
    }
    if (!installed) {
        return model.gated ? "available, gated" : "available";
    }
    return serving.length ? "active" : model.state === "complete" ? "installed" : model.state;
}

/** A first answer from figures at hand; the plan asks the runtime's own driver. */
function fit(model) {
    const need = model.hardware?.estimated_memory_bytes ?? (model.size_bytes ? model.size_bytes * 1.2 : undefined);
    const megabytes = need === undefined ? undefined : need / 1048576;
    const ram = state.host?.memory?.total_mb;
    if (megabytes === undefined || ram === undefined) {
        return { level: "unknown", words: "unknown" };
    }
    const gpu = Math.max(0, ...(state.host.gpus ?? []).map((each) => each.total_mb ?? 0));
    if (gpu > 0 && megabytes <= gpu * 0.9) {
        return { level: "ok", words: "✓ GPU" };
    }
    if (model.hardware?.device === "gpu" && gpu === 0) {
        return { level: "no", words: "✗ needs a GPU" };
    }
    if (megabytes <= ram * 0.8) {
        return { level: gpu > 0 ? "warn" : "ok", words: gpu > 0 ? "△ RAM only" : "✓ RAM" };
    }
    return { level: "no", words: `✗ needs ${bytes(need)}` };
}
