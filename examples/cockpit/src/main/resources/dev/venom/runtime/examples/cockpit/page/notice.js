/** Tells people what happened: in words, once, and with the next step. */

import { h } from "./dom.js";

const SHOWN = 12000;

export function failed(error) {
    const toast = h("div", { class: "toast bad" },
        h("strong", {}, error.code ?? "Error"), " ", error.message, error.hint ? ` ${error.hint}` : "",
        h("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => toast.remove() }, "×"));
    document.getElementById("toasts").append(toast);
    setTimeout(() => toast.remove(), SHOWN);
}

export function announce(message) {
    document.getElementById("announcer").textContent = message;
}

/** Runs what a button asks for; while it is under way the button can't be pressed again, and keeps the focus. */
export async function attempt(button, action) {
    if (button.getAttribute("aria-busy") === "true") {
        return undefined;
    }
    button.setAttribute("aria-busy", "true");
    try {
        return await action();
    } catch (error) {
        failed(error);
        return undefined;
    } finally {
        button.removeAttribute("aria-busy");
    }
}
