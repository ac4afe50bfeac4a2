/** Shows what an install would do, before it is done. */

import { post } from "./api.js";
import * as dialog from "./dialog.js";
import { h } from "./dom.js";
import { bytes } from "./format.js";
import { attempt } from "./notice.js";
import { refOf } from "./store.js";

const MARKS = { ok: "✓", warn: "△", refuse: "✗" };
const OVERRIDES = { UNSAFE_FORMAT: "allow_unsafe", INCOMPATIBLE: "allow_incompatible" };

export async function planInstall(model) {
    const request = { provider: model.provider, model: model.model, revision: model.revision };
    const plan = await post("/api/v1/models/plan", request);
    const consents = consentsFor(plan);
    const install = h("button", { type: "button", class: "primary", onclick: (event) => attempt(event.target, async () => {
        const allowed = Object.fromEntries(consents.map(({ key }) => [key, true]));
        await post("/api/v1/models/install", { ...request, ...allowed });
        dialog.close();
    }) }, `Install (${bytes(plan.bytes_missing)})`);
    const refresh = () => {
        install.disabled = hopeless(plan) || consents.some(({ box }) => !box.checked);
    };
    consents.forEach(({ box }) => box.addEventListener("change", refresh));
    refresh();
    dialog.open(`Install ${refOf(plan)}`, content(plan, consents), [install]);
}

function content(plan, consents) {
    return h("div", { class: "plan" },
        h("dl", { class: "facts" },
            ...fact("To fetch", `${bytes(plan.bytes_missing)} of ${bytes(plan.bytes_total)}`),
            ...fact("Disk after", plan.disk?.free_after_bytes === undefined ? "unknown"
                : `${bytes(plan.disk.free_after_bytes)} free`),
            ...fact("Licence", plan.license ?? "not told"),
            ...fact("Commit", plan.commit)),
        h("h3", {}, "Checks"),
        h("ul", { class: "verdicts" }, ...plan.verdicts.map((verdict) =>
            h("li", { class: verdict.result }, `${MARKS[verdict.result]} ${verdict.check}: ${verdict.detail}`))),
        h("details", {}, h("summary", {}, `${plan.files.length} files`), files(plan)),
        ...consents.map(({ label }) => label));
}

function fact(name, value) {
    return [h("dt", {}, name), h("dd", {}, value)];
}

function files(plan) {
    return h("ul", { class: "files" }, ...plan.files.map((file) =>
        h("li", {}, `${file.path} · ${bytes(file.size)} · ${file.action === "reuse" ? "already here" : "to fetch"}`)));
}

function consentsFor(plan) {
    const consents = [];
    const consent = (key, words) => {
        const box = h("input", { type: "checkbox", id: `consent-${key}` });
        consents.push({ key, box, label: h("p", { class: "consent" }, box, h("label", { htmlFor: box.id }, words)) });
    };
    if (plan.confirmation_required) {
        consent("confirm_large", `Yes, download ${bytes(plan.bytes_total)}.`);
    }
    for (const code of new Set(plan.verdicts.map((verdict) => verdict.code))) {
        if (OVERRIDES[code]) {
            consent(OVERRIDES[code], code === "UNSAFE_FORMAT"
                ? "I trust the publisher: take files that can run code." : "Install it although it will not run here.");
        }
    }
    return consents;
}

/** What nobody can agree to: a full disk stays full. */
function hopeless(plan) {
    return plan.verdicts.some((verdict) => verdict.result === "refuse" && !OVERRIDES[verdict.code]);
}
