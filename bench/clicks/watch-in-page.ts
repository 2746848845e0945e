/** What runs in the pages. Times are milliseconds of the machine's clock, which all its browsers share. */

declare global {
  interface Window {
    clickedAt: number;
    changedAt: Promise<number>;
  }
}

/** From now on the time of the latest click is known. */
export function noteClicks(): void {
  const note = () => {
    window.clickedAt = performance.timeOrigin + performance.now();
  };
  document.addEventListener("click", note, { capture: true });
}

/** From now on the moment is waited for at which this order's ticket shows this step. */
export function awaitStep([code, step]: readonly [code: string, step: string]): void {
  const isThere = () =>
    [...document.querySelectorAll("article")].some(
      (ticket) =>
        ticket.textContent.includes(code) &&
        ticket.querySelector("[aria-current=step]")?.textContent.includes(step),
    );
  window.changedAt = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
}
