/**
 * A stream that all tabs of a browser share: over HTTP/1.1 a browser opens six connections to a host, and as many tabs with a
 * stream each would leave none for anything else. A worker holds the one connection. Where there are no shared workers,
 * a tab lets go of its own while nobody sees it.
 */

import { reportUnauthorized, token } from "./api.js";
import { EventStream } from "./stream.js";

/** The worker is heard every 20 s: a tab that was frozen for longer has been given up. */
const SILENCE = 65000;
const CHECK = 10000;

export class SharedStream {
    constructor(path, listener) {
        this.path = path;
        this.listener = { unauthorized: reportUnauthorized, ...listener };
    }

    start() {
        this.leaving = new AbortController();
        const { signal } = this.leaving;
        if (typeof SharedWorker === "undefined") {
            this.startAlone(signal);
            return;
        }
        this.join();
        addEventListener("pagehide", () => this.leave(), { signal });
        addEventListener("pageshow", (event) => event.persisted && this.join(), { signal });
        const check = setInterval(() => Date.now() - this.heard > SILENCE && this.join(), CHECK);
        signal.addEventListener("abort", () => clearInterval(check));
    }

    stop() {
        this.leaving.abort();
        this.leave();
        this.own?.stop();
    }

    startAlone(signal) {
        this.own = new EventStream(this.path, token(), this.listener);
        this.own.start();
        document.addEventListener("visibilitychange", () => {
            this.own.stop();
            if (!document.hidden) {
                this.own.start();
            }
        }, { signal });
    }

    join() {
        this.leave();
        this.heard = Date.now();
        const worker = new SharedWorker(new URL("stream-worker.js", import.meta.url), { type: "module", name: "venom-cockpit" });
        worker.onerror = () => {
            if (this.port === worker.port && !this.own) {
                this.leave();
                this.startAlone(this.leaving.signal);
            }
        };
        this.port = worker.port;
        this.port.onmessage = ({ data: [what, ...values] }) => this.hear(what, values);
        this.port.postMessage(["join", this.path, token()]);
    }

    leave() {
        this.port?.postMessage(["leave"]);
        this.port?.close();
        this.port = undefined;
    }

    hear(what, values) {
        this.heard = Date.now();
        if (what === "ping") {
            this.port?.postMessage(["pong"]);
        } else {
            this.listener[what](...values);
        }
    }
}
