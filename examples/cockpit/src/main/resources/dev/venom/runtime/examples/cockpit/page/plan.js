/** Shows what an install would do, before it is done. */

import { post } from "./api.js";
import * as dialog from "./dialog.js";
import { h, lock } from "./dom.js";
import { bytes, number } from "./format.js";
import { attempt } from "./notice.js";
import { refOf } from "./store.js";

const MARKS = { ok: "✓", warn: "△", refuse: "✗" };
const OVERRIDES = { UNSAFE_FORMAT: "allow_unsafe", INCOMPATIBLE: "allow_incompatible" };
const FILES_SHOWN_AT_ONCE = 12;

export async function planInstall(model, runtimes) {
    const request = { provider: model.provider, model: model.model, revision: model.revision, runtime: runtimes[0]?.id };
    const plan = await post("/api/v1/models/plan", request);
    const body = h("div", { class: "plan" });
    const install = h("button", { type: "button", class: "primary" });
    const choice = runtimeChoice(runtimes, (runtime) => attempt(choice, async () => {
        request.runtime = runtime;
        fill(body, install, await post("/api/v1/models/plan", request), request, choice);
    }));
    fill(body, install, plan, request, choice);
    dialog.open(`Install ${refOf(plan)}`, body, [install]);
}

/** Whether a model will run depends on who is to run it. */
function runtimeChoice(runtimes, chosen) {
    return runtimes.length > 1
        && h("select", { "aria-label": "Runtime that is to serve it", onchange: (event) => chosen(event.target.value) },
            ...runtimes.map(({ id }) => h("option", { value: id }, id)));
}

function fill(body, install, plan, request, choice) {
    const consents = consentsFor(plan);
    install.textContent = `Install (${bytes(plan.bytes_missing)})`;
    install.onclick = () => attempt(install, async () => {
        const allowed = Object.fromEntries(consents.map(({ key }) => [key, true]));
        await post("/api/v1/models/install", { ...request, ...allowed });
        dialog.close();
    });
    const refresh = () => lock(install, hopeless(plan)
        ?? (consents.some(({ box }) => !box.checked) ? "Tick what you agree to first" : ""));
    consents.forEach(({ box }) => box.addEventListener("change", refresh));
    refresh();
    const hadFocus = choice && document.activeElement === choice;
    body.replaceChildren(...content(plan, request, consents, choice));
    if (hadFocus) {
        choice.focus();
    }
}

function content(plan, request, consents, choice) {
    return [
        h("dl", { class: "facts" },
            ...fact("To fetch", `${bytes(plan.bytes_missing)} of ${bytes(plan.bytes_total)}, ${filesWord(plan)}`),
            ...fact("Disk after", diskAfter(plan)),
            ...fact("Licence", plan.license ?? "not told"),
            ...fact("Model", traits(plan)),
            ...fact("Commit", h("code", {}, plan.commit)),
            ...request.runtime ? fact("Runs on", [choice || request.runtime, " ", fits(plan, request.runtime)]) : []),
        h("h3", {}, "Checks"),
        h("ul", { class: "verdicts" }, ...plan.verdicts.map((verdict) =>
            h("li", { class: verdict.result }, h("span", { class: "mark" }, MARKS[verdict.result]),
                h("strong", {}, verdict.check.replaceAll("_", " ")), h("span", {}, verdict.detail)))),
        h("details", { open: plan.files.length <= FILES_SHOWN_AT_ONCE }, h("summary", {}, filesWord(plan)), files(plan)),
        ...consents.map(({ label }) => label),
    ];
}

function fact(name, value) {
    return [h("dt", {}, name), h("dd", {}, ...[value].flat())];
}

const filesWord = ({ files: list }) => `${list.length} ${list.length === 1 ? "file" : "files"}`;

function diskAfter({ disk, bytes_missing: missing }) {
    if (disk?.free_after_bytes === undefined) {
        return "unknown";
    }
    const quota = disk.quota_bytes === undefined ? ""
        : `, ${bytes(disk.used_bytes + missing)} of ${bytes(disk.quota_bytes)} allowed`;
    return `${bytes(Math.max(0, disk.free_after_bytes))} free${quota}`;
}

function traits(plan) {
    return [
        plan.format, plan.quantization, plan.architectures?.join(", "),
        plan.parameters && `${number(plan.parameters)} parameters`,
        plan.context_length && `context ${number(plan.context_length)}`,
    ].filter(Boolean).join(" · ") || "not told";
}

function fits(plan, runtime) {
    if (plan.verdicts.some((verdict) => verdict.code === "INCOMPATIBLE")) {
        return h("span", { class: "fit no" }, `✗ will not run on ${runtime}`);
    }
    return plan.verdicts.some((verdict) => verdict.result === "warn")
        ? h("span", { class: "fit warn" }, `△ may run on ${runtime}: see the checks`)
        : h("span", { class: "fit ok" }, `✓ fits this machine and ${runtime}`);
}

function files(plan) {
    return h("table", { class: "files" },
        h("thead", {}, h("tr", {}, ...["File", "Size", "What is done"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...plan.files.map((file) => h("tr", {}, h("td", {}, file.path), h("td", {}, bytes(file.size)),
            h("td", {}, file.action === "reuse" ? "is here" : "fetch")))));
}

function consentsFor(plan) {
    const consents = [];
    const consent = (key, words) => {
        const box = h("input", { type: "checkbox", id: `consent-${key}` });
        consents.push({ key, box, label: h("p", { class: "consent" }, box, h("label", { htmlFor: box.id }, words)) });
    };
    if (plan.confirmation_required) {
        consent("confirm_large", `This is a large download. Yes, fetch ${bytes(plan.bytes_missing)}.`);
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
    return plan.verdicts.find((verdict) => verdict.result === "refuse" && verdict.code !== "CONFIRMATION_REQUIRED"
        && !OVERRIDES[verdict.code])?.detail;
}
