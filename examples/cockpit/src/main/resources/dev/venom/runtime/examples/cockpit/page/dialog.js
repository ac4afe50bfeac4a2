/** The one dialog of the page. The browser keeps focus within it and gives it back when it closes. */

import { h } from "./dom.js";

let closing;

export function open(title, content, actions = [], onClose) {
    const dialog = document.getElementById("dialog");
    close();
    closing = onClose;
    dialog.replaceChildren(
        h("header", {}, h("h2", { id: "dialog-title" }, title),
            h("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: close }, "×")),
        h("div", { class: "dialog-body" }, content),
        h("footer", {}, ...actions, h("button", { type: "button", class: "quiet", onclick: close }, "Close")));
    dialog.onclose = finish;
    dialog.showModal();
    return dialog;
}

export function close() {
    const dialog = document.getElementById("dialog");
    if (dialog.open) {
        dialog.close();
    }
    finish();
}

function finish() {
    const action = closing;
    closing = undefined;
    action?.();
}
