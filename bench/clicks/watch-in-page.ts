/**
 * Functions that run in the pages. Times are milliseconds of the machine's clock, which all browsers share. Inner functions
 * have no names, because the transpiler wraps named ones in a helper that the page does not have.
 */

declare global {
  interface Window {
    clickedAt: number;
    changedAt: Promise<number>;
  }
}

export function noteClicks(): void {
  document.addEventListener(
    "click",
    () => {
      window.clickedAt = performance.timeOrigin + performance.now();
    },
    { capture: true },
  );
}

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
