import type { Page } from "@playwright/test";

declare global {
  interface Window {
    shownToasts?: string[];
    audioContexts?: AudioContext[];
    /** Sounds that loop and have not been stopped. */
    loops?: Set<AudioBufferSourceNode>;
    /** The lengths (in seconds) of the sounds that were played once, in their order. */
    playedOnce?: number[];
  }
}

/** Records toasts and sounds; runs in the page before its own scripts. */
export function installProbes(): void {
  const toasts: string[] = [];
  window.shownToasts = toasts;
  new MutationObserver((records) => {
    const added = records
      .flatMap((record) => [...record.addedNodes])
      .filter((node) => node instanceof Element);
    // The first toast is added together with its list.
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
  const playedOnce: number[] = [];
  window.playedOnce = playedOnce;
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (this.loop) loops.add(this);
    else playedOnce.push(this.buffer?.duration ?? 0);
    start.apply(this, when);
  };
  AudioBufferSourceNode.prototype.stop = function (...when) {
    loops.delete(this);
    stop.apply(this, when);
  };
}

/** Returns the titles of all toasts that name this order, oldest first. */
export async function toastsAbout(page: Page, orderCode: string): Promise<string[]> {
  const all = await page.evaluate(() => window.shownToasts ?? []);
  return all.filter((title) => title.includes(orderCode));
}

export function sound(page: Page): Promise<{ contexts: string[]; loops: number }> {
  return page.evaluate(() => ({
    contexts: (window.audioContexts ?? []).map((context) => context.state),
    loops: window.loops?.size ?? 0,
  }));
}

/** Returns the lengths (in seconds) of the tones that repeat, which tell them apart. */
export function repeatingTones(page: Page): Promise<(number | undefined)[]> {
  return page.evaluate(() => [...(window.loops ?? [])].map(({ buffer }) => buffer?.duration));
}

/** Returns the lengths (in seconds) of the tones that were played once since the page loaded. */
export function playedTones(page: Page): Promise<number[]> {
  return page.evaluate(() => (window.playedOnce ?? []).map((seconds) => Math.round(seconds * 10) / 10));
}

/** Returns a function that counts the page's loads since this call. */
export function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}
