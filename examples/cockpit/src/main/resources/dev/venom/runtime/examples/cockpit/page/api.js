/** Calls the Cockpit's REST interface. */

const TOKEN = "venom-cockpit-token";
const unauthorized = new Set();

/** A failure with the code, the message and the next step that the server told. */
export class ApiError extends Error {
    constructor(status, problem) {
        super(problem.message ?? problem.detail ?? `The Cockpit answered ${status}.`);
        this.status = status;
        this.code = problem.code ?? "INTERNAL";
        this.hint = problem.hint ?? "";
    }
}

/** Where a path of the interface is: beside this page's own directory, also where a proxy serves both below a prefix. */
export function address(path) {
    return new URL(`..${path}`, import.meta.url).href;
}

export function token() {
    return sessionStorage.getItem(TOKEN) ?? "";
}

export function headers(more, secret) {
    return secret ? { ...more, Authorization: `Bearer ${secret}` } : more;
}

export function rememberToken(secret) {
    sessionStorage.setItem(TOKEN, secret);
}

/** Tells when the server wants a token that this page does not have. */
export function onUnauthorized(listener) {
    unauthorized.add(listener);
}

export function reportUnauthorized() {
    unauthorized.forEach((listener) => listener());
}

async function call(method, path, body) {
    const options = { method, headers: headers(body === undefined ? {} : { "Content-Type": "application/json" }, token()) };
    if (body !== undefined) {
        options.body = JSON.stringify(body);
    }
    const response = await fetch(address(path), options).catch(() => {
        throw new ApiError(0, { code: "NETWORK", message: "The Cockpit does not answer.", hint: "Is it still running?" });
    });
    if (response.status === 401) {
        reportUnauthorized();
    }
    const answer = response.status === 204 ? "" : await response.text();
    const document = answer ? parse(answer) : {};
    if (!response.ok) {
        throw new ApiError(response.status, document);
    }
    return document;
}

function parse(answer) {
    try {
        return JSON.parse(answer);
    } catch {
        return { message: "The answer is not from the Cockpit.", hint: "Is something between this page and it?" };
    }
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);
