import type { Page } from "@playwright/test";

/** Probes that run in the page from its start. They record what Playwright itself cannot see. */

declare global {
  interface Window {
    /** The title of every toast that was put on the screen, in order, for as long as the page lives. */
    shownToasts?: string[];
    /** Every audio context that the page made. */
    audioContexts?: AudioContext[];
    /** Sounds that loop and have not been stopped. */
    loops?: Set<AudioBufferSourceNode>;
  }
}

/** Runs in the page before its own scripts. */
export function installProbes(): void {
  const toasts: string[] = [];
  window.shownToasts = toasts;
  new MutationObserver((records) => {
    const added = records
      .flatMap((record) => [...record.addedNodes])
      .filter((node) => node instanceof Element);
    // The first one comes together with the list that holds it.
    const shown = added.flatMap((node) =>
      node.matches("[data-sonner-toast]") ? [node] : [...node.querySelectorAll("[data-sonner-toast]")],
    );
    for (const toast of shown) toasts.push(toast.querySelector("[data-title]")?.textContent ?? "");
  }).observe(document, { childList: true, subtree: true });

  const contexts: AudioContext[] = [];
  window.audioContexts = contexts;
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  const loops = new Set<AudioBufferSourceNode>();
  window.loops = loops;
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (this.loop) loops.add(this);
    start.apply(this, when);
  };
  AudioBufferSourceNode.prototype.stop = function (...when) {
    loops.delete(this);
    stop.apply(this, when);
  };
}

/** The toasts so far that name this order, oldest first. */
export async function toastsAbout(page: Page, orderCode: string): Promise<string[]> {
  const all = await page.evaluate(() => window.shownToasts ?? []);
  return all.filter((title) => title.includes(orderCode));
}

/** The state of each audio context, and how many sounds loop. */
export function sound(page: Page): Promise<{ contexts: string[]; loops: number }> {
  return page.evaluate(() => ({
    contexts: (window.audioContexts ?? []).map((context) => context.state),
    loops: window.loops?.size ?? 0,
  }));
}

/** How often the page was loaded anew since this was called. */
export function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}
