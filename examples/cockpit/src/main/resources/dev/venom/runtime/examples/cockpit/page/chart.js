/** A small chart of how much memory a runtime took lately. */

import uPlot from "../vendor/uplot.js";

const HEIGHT = 56;

function colours() {
    const style = getComputedStyle(document.documentElement);
    return { memory: style.getPropertyValue("--accent").trim(), vram: style.getPropertyValue("--warn").trim() };
}

const line = (stroke) => ({ stroke, width: 1.5, spanGaps: true, points: { show: false } });

export class History {
    constructor(element) {
        this.element = element;
        this.length = 0;
    }

    update(history) {
        const known = history?.memory.some((each) => each !== null);
        if (!known || history.times.length < 2 || this.element.clientWidth === 0) {
            return;
        }
        const last = history.times[history.times.length - 1];
        if (last === this.last) {
            return;
        }
        this.last = last;
        const data = [history.times, history.memory, history.vram];
        if (this.plot) {
            this.plot.setData(data);
        } else {
            this.plot = this.create(data);
        }
    }

    create(data) {
        const { memory, vram } = colours();
        const options = {
            width: this.element.clientWidth,
            height: HEIGHT,
            cursor: { show: false },
            legend: { show: false },
            axes: [{ show: false }, { show: false }],
            scales: { y: { range: (plot, low, high) => [0, Math.max(1, high * 1.1)] } },
            series: [{}, line(memory), line(vram)],
        };
        return new uPlot(options, data, this.element);
    }

    /** Colours and width are the plot's own: it is made anew where they change. */
    reset() {
        this.plot?.destroy();
        this.plot = undefined;
        this.last = undefined;
    }

    dispose() {
        this.plot?.destroy();
    }
}
