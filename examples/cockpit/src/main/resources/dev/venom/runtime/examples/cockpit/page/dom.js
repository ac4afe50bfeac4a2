/** Builds and updates elements. Nothing here ever parses markup: text from outside stays text. */

/** Makes an element: properties that start with "on" are listeners, "data-" and "aria-" attributes, the rest properties. */
export function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        set(element, name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

function set(element, name, value) {
    if (value === undefined || value === null) {
        return;
    }
    if (name.startsWith("on")) {
        element.addEventListener(name.slice(2), value);
    } else if (name === "class") {
        element.className = value;
    } else if (name.includes("-") || name === "role" || name === "for" || name === "colspan") {
        element.setAttribute(name, value);
    } else {
        element[name] = value;
    }
}

/** Sets a text only where it differs: an unchanged node costs neither layout nor a screen reader's attention. */
export function text(element, value) {
    const next = value === undefined || value === null ? "" : String(value);
    if (element.textContent !== next) {
        element.textContent = next;
    }
}

export function show(element, visible) {
    if (element.hidden === visible) {
        element.hidden = !visible;
    }
}

/** Shows those of a row's buttons that can be used: focus that would be lost with one goes to the next beside it. */
export function offer(...choices) {
    choices.filter(([, visible]) => visible).forEach(([button]) => show(button, true));
    for (const [button] of choices.filter(([, visible]) => !visible)) {
        const hadFocus = document.activeElement === button;
        show(button, false);
        if (hadFocus) {
            button.parentElement.querySelector("button:not([hidden])")?.focus({ preventScroll: true });
        }
    }
}

/**
 * Brings the children of an element in line with a list, keeping those whose key stays: focus, scroll position and
 * open details survive an update.
 */
export function keyed(parent, items, keyOf, create, update) {
    const known = parent.keyedChildren ?? new Map();
    const next = new Map();
    let cursor = parent.firstElementChild;
    for (const item of items) {
        const key = keyOf(item);
        const view = known.get(key) ?? create(item);
        next.set(key, view);
        update(view, item);
        if (view.element === cursor) {
            cursor = cursor.nextElementSibling;
        } else {
            place(parent, view.element, cursor);
        }
    }
    for (const [key, view] of known) {
        if (!next.has(key)) {
            view.element.remove();
            view.dispose?.();
        }
    }
    parent.keyedChildren = next;
}

/** An element that moves loses the focus. */
function place(parent, element, before) {
    const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
    parent.insertBefore(element, before);
    focused?.focus({ preventScroll: true });
}

/**
 * A button that says why it can't be pressed. It keeps its place in the order of the keyboard, where "disabled" would
 * take focus from whoever has just pressed it, and hide the reason from who can't hover.
 */
export function lock(button, reason) {
    if ((button.title || "") === (reason || "")) {
        return;
    }
    if (reason) {
        button.setAttribute("aria-disabled", "true");
        button.title = reason;
    } else {
        button.removeAttribute("aria-disabled");
        button.removeAttribute("title");
    }
}

/** Keeps locked buttons from doing anything but telling their reason. */
export function explainLocks(tell) {
    document.addEventListener("click", (event) => {
        const locked = event.target.closest?.("button[aria-disabled='true']");
        if (locked) {
            event.preventDefault();
            event.stopImmediatePropagation();
            tell(locked.title);
        }
    }, true);
}

/** Runs the last of many calls, once they pause. */
export function debounced(action, millis) {
    let timer;
    return (...values) => {
        clearTimeout(timer);
        timer = setTimeout(() => action(...values), millis);
    };
}

/** Runs an action soon, once for all the calls until then; unlike a pause, soon comes also where calls never end. */
export function throttled(action, millis) {
    let timer;
    return () => {
        timer ??= setTimeout(() => {
            timer = undefined;
            action();
        }, millis);
    };
}
