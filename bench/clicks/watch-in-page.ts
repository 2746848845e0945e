/**
 * What runs in the pages. Times are milliseconds of the machine's clock, which all its browsers share. Inner functions have
 * no names: the transpiler marks those with a function that the page does not have.
 */

declare global {
  interface Window {
    clickedAt: number;
    changedAt: Promise<number>;
  }
}

/** From now on the time of the latest click is known. */
export function noteClicks(): void {
  document.addEventListener(
    "click",
    () => {
      window.clickedAt = performance.timeOrigin + performance.now();
    },
    { capture: true },
  );
}

/** From now on the moment is waited for at which this order's ticket shows this step. */
export function awaitStep([code, step]: readonly [code: string, step: string]): void {
  window.changedAt = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      for (const ticket of document.querySelectorAll("article")) {
        if (!ticket.textContent.includes(code)) continue;
        if (!ticket.querySelector("[aria-current=step]")?.textContent.includes(step)) continue;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      }
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
}

/** From now on the moment is waited for at which the page's output changes. */
export function awaitOutput(): void {
  window.changedAt = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    });
    for (const output of document.querySelectorAll("output"))
      observer.observe(output, { subtree: true, childList: true, characterData: true });
  });
}
