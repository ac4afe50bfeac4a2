/** Shows a runtime's log as it is written. */

import { get } from "./api.js";
import * as dialog from "./dialog.js";
import { h } from "./dom.js";
import { failed } from "./notice.js";
import { SharedStream } from "./shared-stream.js";

const FIRST_LINES = 200;
const KEPT_LINES = 2000;

export async function followLog(title, path) {
    const log = h("pre", { class: "log", tabIndex: 0, "aria-label": title });
    const append = (type, data) => {
        const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
        log.append(document.createTextNode(`${data.line}\n`));
        while (log.childNodes.length > KEPT_LINES) {
            log.firstChild.remove();
        }
        if (atEnd) {
            log.scrollTop = log.scrollHeight;
        }
    };
    const stream = new SharedStream(`${path}?tail=${FIRST_LINES}&follow=true`, {
        event: append, state: () => {}, snapshot: () => log.replaceChildren(),
    });
    dialog.open(title, log, [], () => stream.stop());
    stream.start();
}

export async function showLog(title, path) {
    try {
        const { lines } = await get(path);
        dialog.open(title, h("pre", { class: "log", tabIndex: 0 }, lines.join("\n") || "It has said nothing."));
    } catch (error) {
        failed(error);
    }
}
