/** Amounts and times as people read them. */

const BINARY = ["B", "KiB", "MiB", "GiB", "TiB"];
const DECIMAL = ["B", "kB", "MB", "GB", "TB"];

function scaled(value, base, units) {
    let amount = value;
    let unit = 0;
    while (amount >= base && unit < units.length - 1) {
        amount /= base;
        unit++;
    }
    return `${amount >= 100 || unit === 0 ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
}

/** Sizes on disk and of downloads. */
export function bytes(count) {
    return count === undefined ? "" : scaled(count, 1000, DECIMAL);
}

/** Memory. */
export function memory(megabytes) {
    return megabytes === undefined ? "" : scaled(megabytes * 1048576, 1024, BINARY);
}

export function rate(bytesPerSecond) {
    return bytesPerSecond === undefined ? "" : `${bytes(bytesPerSecond)}/s`;
}

export function duration(seconds) {
    if (seconds === undefined) {
        return "";
    }
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
        return `${whole} s`;
    }
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) {
        return `${minutes} min ${whole % 60} s`;
    }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export function millis(count) {
    return count < 1000 ? `${count} ms` : duration(count / 1000);
}

export function ago(time) {
    return time === undefined ? "" : `${duration((Date.now() - Date.parse(time)) / 1000)} ago`;
}

/** A time of day, with the day where it is not today. */
export function moment(time) {
    if (time === undefined) {
        return "";
    }
    const date = new Date(time);
    return date.toDateString() === new Date().toDateString() ? date.toLocaleTimeString() : date.toLocaleString();
}

export function number(count) {
    if (count === undefined) {
        return "";
    }
    return count.toLocaleString("en");
}

export function percent(part, whole) {
    return whole && part !== undefined ? Math.min(100, (part / whole) * 100) : 0;
}
