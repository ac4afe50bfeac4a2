/** Sends a prompt to a runtime and shows what its model makes of it: a text, an embedding, scores. */

import { post } from "./api.js";
import * as dialog from "./dialog.js";
import { h } from "./dom.js";
import { millis } from "./format.js";
import { attempt } from "./notice.js";

export function tryOut(runtime) {
    const prompt = h("textarea", { id: "prompt", rows: 4, value: "The configuration file is" });
    const answer = h("pre", { class: "log", tabIndex: 0, "aria-live": "polite", "aria-label": "Answer" });
    const send = h("button", { type: "button", class: "primary", onclick: (event) => attempt(event.target, async () => {
        answer.textContent = "…";
        const begun = performance.now();
        const made = await post(`/api/v1/runtimes/${encodeURIComponent(runtime)}/try`, { prompt: prompt.value });
        answer.textContent = shown(made, millis(Math.round(performance.now() - begun)));
    }) }, "Send");
    dialog.open(`Try ${runtime}`, h("div", { class: "form" },
        h("label", { htmlFor: "prompt" }, "Prompt, text to embed or to classify, or a query and texts to rank, a line each"),
        prompt, answer), [send]);
    prompt.focus();
}

function shown({ kind, text, dimensions, values, scores }, took) {
    switch (kind) {
        case "embedding":
            return `${dimensions} dimensions in ${took}: ${values.map((value) => value.toFixed(4)).join(", ")}, …`;
        case "scores":
            return `${scores.map(({ label, value }) => `${value.toFixed(4)}  ${label}`).join("\n")}\n\n(${took})`;
        default:
            return `${text}\n\n(${took})`;
    }
}
