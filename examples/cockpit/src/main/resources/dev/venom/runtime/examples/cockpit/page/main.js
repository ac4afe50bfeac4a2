/** Puts the page together: first what is there, then every change as it happens. */

import { get, onUnauthorized, rememberToken } from "./api.js";
import * as dialog from "./dialog.js";
import { explainLocks, h, text, throttled } from "./dom.js";
import * as host from "./host.js";
import { ModelTable } from "./models.js";
import { announce, failed } from "./notice.js";
import * as operations from "./operations.js";
import * as servers from "./servers.js";
import { SharedStream } from "./shared-stream.js";
import { changed, expectEverything, isOpen, nameOf, putOperation, putRuntime, state } from "./store.js";

const VIEWS = ["servers", "hf", "ollama", "operations"];
const CONNECTION = { connecting: "Connecting", live: "Live", lost: "Connection lost, trying again" };
const tables = {};

const reloadModels = throttled(async () => {
    const settled = [...state.settling.keys()];
    try {
        state.models = (await get("/api/v1/models")).models;
        settled.forEach((name) => state.settling.delete(name));
        changed("models");
        await host.load();
    } catch (error) {
        failed(error);
    }
}, 250);

function onEvent(type, data) {
    if (type === "operation" || type === "task_update") {
        const former = putOperation(data);
        if (!isOpen(data) && (!former || isOpen(former))) {
            if (former && data.kind === "install" && data.state === "succeeded") {
                state.settling.set(nameOf(data), data);
            }
            reloadModels();
        }
    } else if (type === "runtime") {
        putRuntime(data);
    } else if (type === "system") {
        host.put(data);
    } else if (type === "alert") {
        announce(`${data.runtime}: ${data.kind.toUpperCase()} ${data.state} at ${data.percent} %`);
    }
}

function onConnection(next) {
    if (state.connection === "lost" && next === "live") {
        reloadModels();
    }
    state.connection = next;
    const element = document.getElementById("connection");
    element.className = `connection ${next}`;
    text(element, CONNECTION[next]);
    document.body.classList.toggle("stale", next === "lost");
}

function route() {
    const view = VIEWS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "servers";
    for (const each of VIEWS) {
        document.getElementById(`view-${each}`).hidden = each !== view;
    }
    for (const link of document.querySelectorAll("#views a")) {
        if (link.dataset.view === view) {
            link.setAttribute("aria-current", "page");
        } else {
            link.removeAttribute("aria-current");
        }
    }
    tables[view]?.render();
    tables[view]?.ask();
    changed("runtimes");
    changed("operations");
}

function initTheme() {
    const button = document.getElementById("theme");
    const dark = () => (document.documentElement.dataset.theme
        ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const remembered = localStorage.getItem("venom-cockpit-theme");
    if (remembered) {
        document.documentElement.dataset.theme = remembered;
    }
    const words = () => dark() ? "Light theme" : "Dark theme";
    text(button, words());
    button.addEventListener("click", () => {
        const next = dark() ? "light" : "dark";
        document.documentElement.dataset.theme = next;
        localStorage.setItem("venom-cockpit-theme", next);
        text(button, words());
        dispatchEvent(new Event("themechange"));
    });
}

let asking = false;

function askForToken() {
    if (asking) {
        return;
    }
    asking = true;
    const field = h("input", { type: "password", id: "token", autocomplete: "current-password" });
    const form = h("form", { class: "form", onsubmit: (event) => {
        event.preventDefault();
        rememberToken(field.value);
        location.reload();
    } }, h("label", { htmlFor: "token" }, "The Cockpit's token"), field, h("button", { class: "primary" }, "Use it"));
    dialog.open("Who are you?", form, [], () => {
        asking = false;
    });
    field.focus();
}

async function start() {
    initTheme();
    explainLocks(announce);
    onUnauthorized(askForToken);
    servers.init();
    operations.init();
    host.init();
    for (const provider of ["hf", "ollama"]) {
        tables[provider] = new ModelTable(provider, document.getElementById(`view-${provider}`));
    }
    addEventListener("hashchange", route);
    route();
    const stream = new SharedStream("/api/v1/models/events", {
        event: onEvent, state: onConnection, snapshot: expectEverything,
    });
    stream.start();
    reloadModels();
}

start();
