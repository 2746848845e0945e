/**
 * Functions that run in the page. Inner functions have no names, because the transpiler wraps named ones in a helper that
 * the page does not have.
 */

export interface Painted {
  order: string;
  /** Ms since the epoch, by the machine's clock. */
  changedAt: number;
  arrivedAt: number;
  paintedAt: number;
}

declare global {
  interface Window {
    painted: Painted[];
  }
}

/**
 * Runs before the page's own code. Notes when an event of an order arrives and when the first frame has been drawn in which
 * its ticket is in another column, has come or has gone.
 */
export function watchBoard(): void {
  window.painted = [];
  const waiting = new Map<
    string,
    { selector: string; changedAt: number; arrivedAt: number; stage: string | undefined }
  >();
  window.EventSource = new Proxy(window.EventSource, {
    construct(Source, [address]) {
      const source = new Source(address);
      // Before the page's own listeners, so that their work is counted.
      for (const name of ["new_order", "order_status_update"])
        source.addEventListener(name, (event) => {
          const arrivedAt = performance.timeOrigin + performance.now();
          const text = String(event.data);
          const order = /"order_id":"([^"]+)"/.exec(text)?.[1] ?? "";
          const changedAt = Date.parse(/"timestamp":"([^"]+)"/.exec(text)?.[1] ?? "");
          const selector = `article[data-order="${order}"]`;
          const { stage } = document.querySelector<HTMLElement>(selector)?.dataset ?? {};
          waiting.set(order, { selector, changedAt, arrivedAt, stage });
        });
      return source;
    },
  });
  new MutationObserver(() => {
    for (const [order, { selector, changedAt, arrivedAt, stage }] of waiting) {
      if (document.querySelector<HTMLElement>(selector)?.dataset.stage === stage) continue;
      waiting.delete(order);
      requestAnimationFrame(() => {
        // The message is handled after the frame that this callback belongs to.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const paintedAt = performance.timeOrigin + performance.now();
          window.painted.push({ order, changedAt, arrivedAt, paintedAt });
          port1.close();
        };
        port2.postMessage(null);
      });
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-stage"] });
}

/** Shows plain elements and changes one at a time; resolves with the times from the timer to the frame that shows it. */
export async function changePlainElements({
  elements,
  changes,
  everyMs,
}: {
  elements: number;
  changes: number;
  everyMs: number;
}): Promise<number[]> {
  const all = Array.from({ length: elements }, (_, n) => {
    const element = document.createElement("article");
    element.textContent = `Order ${n}`;
    document.body.append(element);
    return element;
  });
  const times: number[] = [];
  for (let n = 0; n < changes; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const began = performance.now();
    const changed = all[n % elements];
    if (changed !== undefined) changed.textContent = `Order ${n}, changed`;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise<unknown>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    times.push(performance.now() - began);
  }
  return times;
}
