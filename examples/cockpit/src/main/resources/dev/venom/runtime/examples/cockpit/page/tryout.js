/** Sends a prompt, or a text to embed, to a runtime and shows what comes back. */

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
        const { kind, text, dimensions, values } = await post(
            `/api/v1/runtimes/${encodeURIComponent(runtime)}/try`, { prompt: prompt.value });
        const took = millis(Math.round(performance.now() - begun));
        answer.textContent = kind === "embedding"
            ? `${dimensions} dimensions in ${took}: ${values.map((value) => value.toFixed(4)).join(", ")}, …`
            : `${text}\n\n(${took})`;
    }) }, "Send");
    dialog.open(`Try ${runtime}`, h("div", { class: "form" },
        h("label", { htmlFor: "prompt" }, "Prompt, or text to embed"), prompt, answer), [send]);
    prompt.focus();
}
