/** Holds one connection for each stream that tabs of this browser want, and hands on to all of them what it brings. */

import { EventStream } from "./stream.js";

const PING = 20000;
const PINGS_UNANSWERED = 3;
/** Tabs that are opened together are told everything together. */
const TOGETHER = 50;

const shared = new Map();

class SharedConnection {
    constructor(key, path, token) {
        this.key = key;
        this.members = new Map();
        this.word = undefined;
        const hand = (...message) => this.members.forEach((unanswered, port) => port.postMessage(message));
        this.stream = new EventStream(path, token, {
            event: (type, data) => hand("event", type, data),
            snapshot: () => hand("snapshot"),
            unauthorized: () => hand("unauthorized"),
            state: (word) => {
                this.word = word;
                hand("state", word);
            },
        });
        this.pinging = setInterval(() => this.ping(), PING);
        this.stream.start();
    }

    join(port) {
        const isFirst = this.members.size === 0;
        this.members.set(port, 0);
        if (this.word) {
            port.postMessage(["state", this.word]);
        }
        if (!isFirst && !this.refreshing) {
            this.refreshing = setTimeout(() => {
                this.refreshing = undefined;
                this.stream.refresh();
            }, TOGETHER);
        }
    }

    heardOf(port) {
        if (this.members.has(port)) {
            this.members.set(port, 0);
        }
    }

    leave(port) {
        this.members.delete(port);
        if (this.members.size === 0) {
            clearInterval(this.pinging);
            clearTimeout(this.refreshing);
            this.stream.stop();
            shared.delete(this.key);
        }
    }

    /** A tab that crashed does not say that it leaves. */
    ping() {
        for (const [port, unanswered] of [...this.members]) {
            if (unanswered >= PINGS_UNANSWERED) {
                this.leave(port);
            } else {
                this.members.set(port, unanswered + 1);
                port.postMessage(["ping"]);
            }
        }
    }
}

globalThis.addEventListener("connect", ({ ports: [port] }) => {
    let connection;
    port.onmessage = ({ data: [what, path, token] }) => {
        if (what === "join") {
            const key = `${path} ${token}`;
            connection = shared.get(key) ?? new SharedConnection(key, path, token);
            shared.set(key, connection);
            connection.join(port);
        } else if (what === "pong") {
            connection?.heardOf(port);
        } else if (what === "leave") {
            connection?.leave(port);
            port.close();
        }
    };
});
