/**
 * Reads the event stream. By fetch, not by EventSource: only so can it bring a token, and name the last event that it
 * has seen also after the page itself has decided to connect again.
 */

import { address, headers } from "./api.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10000;
/** The server sends a heartbeat every ten seconds: a connection without one is dead, whatever it says. */
const SILENCE = 25000;

export class EventStream {
    /**
     * `listener.event(type, data)` gets what comes, `listener.state(word)` whether there is a connection,
     * `listener.snapshot()` is told when the server begins to tell everything anew, as it does to whom it does not know, and
     * `listener.unauthorized()` when it wants another token.
     */
    constructor(path, token, listener) {
        this.path = path;
        this.token = token;
        this.listener = listener;
        this.lastId = undefined;
        this.wait = FIRST_WAIT;
        this.online = () => this.retryNow();
    }

    start() {
        globalThis.addEventListener("online", this.online);
        this.connect();
    }

    stop() {
        globalThis.removeEventListener("online", this.online);
        this.disconnect();
    }

    /** Has everything told anew. */
    refresh() {
        this.disconnect();
        this.lastId = undefined;
        this.connect();
    }

    disconnect() {
        clearTimeout(this.timer);
        this.timer = undefined;
        this.abort?.abort();
        this.abort = undefined;
    }

    retryNow() {
        if (this.timer) {
            clearTimeout(this.timer);
            this.timer = undefined;
            this.connect();
        }
    }

    async connect() {
        this.timer = undefined;
        const abort = new AbortController();
        this.abort = abort;
        let watchdog = setTimeout(() => abort.abort(), SILENCE);
        try {
            const wanted = { Accept: "text/event-stream" };
            if (this.lastId) {
                wanted["Last-Event-ID"] = this.lastId;
            }
            const response = await fetch(address(this.path), {
                headers: headers(wanted, this.token), signal: abort.signal, cache: "no-store",
            });
            if (response.status === 401) {
                this.listener.unauthorized();
            }
            if (!response.ok) {
                throw new Error(`The event stream answered ${response.status}`);
            }
            this.wait = FIRST_WAIT;
            this.isFirst = true;
            this.listener.state("live");
            await this.read(response.body, () => {
                clearTimeout(watchdog);
                watchdog = setTimeout(() => abort.abort(), SILENCE);
            });
        } catch {
            // Whatever ended it, the answer is the same: connect again.
        } finally {
            clearTimeout(watchdog);
        }
        if (this.abort !== abort) {
            return; // Stopped, or connected anew, meanwhile.
        }
        this.listener.state("lost");
        this.timer = setTimeout(() => this.connect(), this.wait);
        this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
    }

    async read(body, alive) {
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
            const { value, done } = await reader.read();
            if (done) {
                return;
            }
            alive();
            const blocks = (rest + value).split("\n\n");
            rest = blocks.pop();
            blocks.forEach((block) => this.deliver(block));
        }
    }

    deliver(block) {
        const event = { type: "message", data: [] };
        for (const line of block.split("\n")) {
            const colon = line.indexOf(":");
            const field = colon < 0 ? line : line.slice(0, colon);
            const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
            if (field === "event") {
                event.type = value;
            } else if (field === "data") {
                event.data.push(value);
            } else if (field === "id") {
                this.lastId = value;
                event.id = value;
            }
        }
        if (event.data.length > 0) {
            if (this.isFirst && event.id === undefined) {
                this.listener.snapshot();
            }
            this.isFirst = false;
            this.listener.event(event.type, JSON.parse(event.data.join("\n")));
        }
    }
}
