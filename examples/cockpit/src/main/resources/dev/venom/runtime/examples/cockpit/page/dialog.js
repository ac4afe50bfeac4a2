/** The one dialog of the page. The browser keeps focus within it; afterwards it goes back to where it was. */

import { h } from "./dom.js";

let closing;
let opener;

export function open(title, content, actions = [], onClose) {
    const dialog = document.getElementById("dialog");
    close();
    closing = onClose;
    opener = document.activeElement;
    dialog.replaceChildren(
        h("header", {}, h("h2", { id: "dialog-title" }, title),
            h("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: close }, "×")),
        h("div", { class: "dialog-body" }, content),
        h("footer", {}, ...actions, h("button", { type: "button", class: "quiet", onclick: close }, "Close")));
    dialog.onclose = () => dialog.open || finish(); // Told late: the next one may be open already.
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
    giveBackFocus();
}

/** What opened it may have been replaced meanwhile, as a row that changed its place: then the content is near enough. */
function giveBackFocus() {
    const target = opener;
    opener = undefined;
    if (!target || document.getElementById("dialog").open) {
        return;
    }
    const isThere = target !== document.body && target.getClientRects().length > 0;
    const near = target.parentElement?.querySelector("button:not([hidden])");
    const next = isThere ? target : near?.isConnected ? near : document.getElementById("content");
    next.focus({ preventScroll: true });
}
