/**
 * Runs as an inline script before all others, for two promises about presses:
 *
 * - A press before hydration is not lost. Presses on buttons, and what was typed or chosen, wait until React can handle
 *   them. Links, and forms with an `action`, work without it and are left alone.
 * - A second tap is never a press on something else. A tap within half a second of the last one, at the same place, counts
 *   only for the control that was tapped first: what lies there now has moved or appeared under the finger.
 *
 * Its source is written into the page, so it must not use anything from outside of its body. `hydrated` is the name of the
 * event after which React handles presses.
 */
export function guardPresses(hydrated: string): void {
  const REPEAT_MS = 500;
  /** Distance of two taps of one finger (CSS pixels). */
  const SAME_PLACE = 32;
  const RETRY_MS = 50;
  /** A press that takes effect minutes later would be a surprise. */
  const GIVE_UP_MS = 60_000;
  /** A button that has disappeared for longer is another one. */
  const ANEW_MS = 10_000;
  const WAITING_AT_MOST = 100;
  const CONTROL = "button, [role=button], a, summary, label, input, select, textarea";

  interface Waiting {
    element: HTMLElement;
    isButton: boolean;
    /** Returns whether React was able to handle it. */
    act: (element: HTMLElement) => boolean;
    shown: Animation | undefined;
    /** By `performance.now()`. */
    until: number;
  }
  const waiting: Waiting[] = [];
  /** The value of each field as the person entered it last. */
  const entered = new WeakMap<HTMLElement, { value: string; checked: boolean }>();
  let isHydrated = false;
  let isDelivering = false;
  let last: { control: Element | null; at: number; x: number; y: number } | null = null;

  function controlOf(event: Event): HTMLElement | null {
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>(CONTROL) : null;
    // A label's press is also dispatched to its field.
    return found instanceof HTMLLabelElement ? (found.control ?? found) : found;
  }

  function stop(event: Event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Returns whether an event of this type reached the element: React stops it above a part that is not hydrated. */
  function reaches(element: HTMLElement, type: string, dispatch: () => void): boolean {
    let hasReached = false;
    const note = () => {
      hasReached = true;
    };
    element.addEventListener(type, note, { capture: true });
    dispatch();
    element.removeEventListener(type, note, { capture: true });
    return hasReached;
  }

  function press(button: HTMLElement): boolean {
    return wake(button) && reaches(button, "click", () => button.click());
  }

  /** When React takes a field over, it may show its own value again. */
  function remember(field: HTMLElement) {
    if (field instanceof HTMLInputElement) entered.set(field, { value: field.value, checked: field.checked });
    else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
      entered.set(field, { value: field.value, checked: false });
  }

  /**
   * Makes React hydrate the part around the element, by an event that nothing of ours listens to. False when it cannot yet,
   * or when it has removed the part to render it anew.
   */
  function wake(element: HTMLElement): boolean {
    const event = new KeyboardEvent("keyup", { bubbles: true });
    return reaches(element, "keyup", () => element.dispatchEvent(event)) && element.isConnected;
  }

  /**
   * Repeats what the person did to a field. React compares with the value that it took over when it hydrated: by then, that
   * was what the person had entered already, so it has to be entered again.
   */
  function enter(field: HTMLElement): boolean {
    const { value = "", checked = false } = entered.get(field) ?? {};
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    const [start, end] = isText ? [field.selectionStart, field.selectionEnd] : [null, null];
    if (!wake(field)) return false;
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = !checked;
      return reaches(field, "click", () => field.click());
    }
    if (isText) {
      const plain = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
      field.value = "";
      plain?.set?.call(field, value);
      // The person may still be typing.
      if (start !== null) field.setSelectionRange(start, end);
    } else if (field instanceof HTMLSelectElement) field.value = value;
    const type = field instanceof HTMLSelectElement ? "change" : "input";
    return reaches(field, type, () => field.dispatchEvent(new Event(type, { bubbles: true })));
  }

  function show(element: HTMLElement): Animation | undefined {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const frames = { opacity: isCalm ? [0.5, 0.5] : [1, 0.45, 1] };
    const animation = element.animate?.(frames, { duration: 900, iterations: Number.POSITIVE_INFINITY });
    // Rejects when it is cancelled.
    animation?.finished.catch(() => undefined);
    return animation;
  }

  const labelOf = (element: HTMLElement) => element.getAttribute("aria-label") ?? element.textContent;

  /**
   * React renders a part anew when it changes before its code has come: the same button is then another element. Null while
   * there is none, or more than one.
   */
  function present({ element, isButton }: Waiting): HTMLElement | null {
    if (element.isConnected) return element;
    if (!isButton) return null;
    const label = labelOf(element);
    const same = [...document.querySelectorAll<HTMLElement>("button, [role=button]")].filter(
      (button) => labelOf(button) === label,
    );
    return same.length === 1 ? (same[0] ?? null) : null;
  }

  /** One in a task, so that React has rendered what the one before changed. */
  function deliverNext() {
    isDelivering = false;
    const one = waiting.shift();
    if (one === undefined) return;
    const element = present(one);
    if (element === null) one.until = Math.min(one.until, performance.now() + ANEW_MS);
    const isDelivered = element !== null && one.act(element);
    if (!isDelivered && performance.now() < one.until) {
      waiting.push({ ...one, element: element ?? one.element });
      deliverLater(RETRY_MS);
      return;
    }
    one.shown?.cancel();
    deliverLater();
  }

  function deliverLater(ms = 0) {
    if (!isHydrated || isDelivering) return;
    isDelivering = true;
    setTimeout(deliverNext, ms);
  }

  /** The same press on the same control counts once, however impatiently it was repeated. */
  function wait(element: HTMLElement, act: (element: HTMLElement) => boolean, isButton: boolean) {
    if (waiting.some((one) => one.element === element) || waiting.length >= WAITING_AT_MOST) return;
    const shown = isButton ? show(element) : undefined;
    waiting.push({ element, isButton, act, shown, until: performance.now() + GIVE_UP_MS });
    deliverLater(RETRY_MS);
  }

  /** After the frame, other parts of the page may still hydrate: waits for them when React stops the event. */
  function waitUnlessReached(
    element: HTMLElement,
    type: string,
    act: (element: HTMLElement) => boolean,
    isButton: boolean,
  ) {
    let hasReached = false;
    const note = () => {
      hasReached = true;
    };
    element.addEventListener(type, note, { capture: true, once: true });
    setTimeout(() => {
      element.removeEventListener(type, note, { capture: true });
      if (!hasReached) wait(element, act, isButton);
    });
  }

  const isLeftAlone = (button: HTMLElement) =>
    button instanceof HTMLButtonElement &&
    button.type === "submit" &&
    button.form?.hasAttribute("action") === true;

  function isRepeated(event: MouseEvent, control: Element | null): boolean {
    // A key's click has no place; the board guards its keys itself.
    if (event.detail === 0) return false;
    const { timeStamp: at, clientX: x, clientY: y } = event;
    const isSameTap =
      last !== null && at - last.at < REPEAT_MS && Math.hypot(x - last.x, y - last.y) < SAME_PLACE;
    const first = isSameTap && last !== null ? last.control : control;
    last = { control: first, at, x, y };
    return first !== control;
  }

  addEventListener(
    "click",
    (event) => {
      if (!event.isTrusted) return;
      const control = controlOf(event);
      if (isRepeated(event, control)) return stop(event);
      const isButton = control?.matches("button, [role=button]") === true;
      if (control === null || !isButton || isLeftAlone(control)) return;
      if (isHydrated) return waitUnlessReached(control, "click", press, true);
      stop(event);
      wait(control, press, true);
    },
    { capture: true },
  );

  // A key between two taps shows that the second tap is no repetition.
  addEventListener(
    "keydown",
    () => {
      last = null;
    },
    { capture: true },
  );

  addEventListener(
    "input",
    (event) => {
      if (!event.isTrusted || !(event.target instanceof HTMLElement)) return;
      remember(event.target);
      if (isHydrated) waitUnlessReached(event.target, "input", enter, false);
      else wait(event.target, enter, false);
    },
    { capture: true },
  );

  // A form without an action is handled by React; the browser would reload the page and lose what was typed.
  addEventListener(
    "submit",
    (event) => {
      if (event.target instanceof HTMLFormElement && !event.target.hasAttribute("action"))
        event.preventDefault();
    },
    { capture: true },
  );

  addEventListener(hydrated, () => {
    isHydrated = true;
    deliverLater();
  });
}
