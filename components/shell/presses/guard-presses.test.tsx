// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import * as fc from "fast-check";
import { createElement, lazy, type ReactNode, Suspense, useState } from "react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { holds } from "@/test/support/holds";
import { guardPresses } from "./guard-presses";

const HYDRATED = "hydrated";
let page: HTMLElement;
let root: Root | undefined;
let stopGuard: () => void;

function startGuard(): () => void {
  const adding = vi.spyOn(globalThis, "addEventListener");
  guardPresses(HYDRATED);
  const added = [...adding.mock.calls];
  adding.mockRestore();
  return () => {
    for (const call of added) removeEventListener(...call);
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  stopGuard = startGuard();
  page = document.body.appendChild(document.createElement("main"));
});
afterEach(() => {
  act(() => root?.unmount());
  root = undefined;
  page.remove();
  stopGuard();
  vi.useRealTimers();
});

/** Returns whether the browser goes on with its own action. */
function happens(target: Element, event: Event, at?: number): boolean {
  Object.defineProperty(event, "isTrusted", { value: true });
  if (at !== undefined) Object.defineProperty(event, "timeStamp", { value: at });
  return target.dispatchEvent(event);
}

let elsewhere = 0;
function tap(target: Element, { at, x, y = 0 }: { at?: number; x?: number; y?: number } = {}): boolean {
  elsewhere += 100;
  const place = { clientX: x ?? elsewhere, clientY: y };
  return happens(
    target,
    new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1, ...place }),
    at,
  );
}

function find(selector: string): HTMLElement {
  const found = page.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
}

function serve(content: ReactNode) {
  page.innerHTML = renderToString(content);
}
function hydrate(content: ReactNode) {
  act(() => {
    root = hydrateRoot(page, content);
  });
  act(() => {
    dispatchEvent(new Event(HYDRATED));
  });
  letTimePass();
}
/** React renders between the tasks. */
function letTimePass() {
  for (let task = 0; task < 20; task += 1) act(() => vi.advanceTimersByTime(25));
}

function Fields() {
  const [text, setText] = useState("");
  const [wish, setWish] = useState("");
  const [isOn, setOn] = useState(true);
  const [size, setSize] = useState("small");
  const [place, setPlace] = useState("here");
  return (
    <>
      <input id="text" value={text} onChange={(event) => setText(event.target.value)} />
      <textarea value={wish} onChange={(event) => setWish(event.target.value)} />
      <input type="checkbox" checked={isOn} onChange={(event) => setOn(event.target.checked)} />
      {["small", "large"].map((each) => (
        <input
          key={each}
          id={each}
          type="radio"
          name="size"
          checked={size === each}
          onChange={() => setSize(each)}
        />
      ))}
      <select value={place} onChange={(event) => setPlace(event.target.value)}>
        <option>here</option>
        <option>there</option>
      </select>
      <output>{JSON.stringify({ text, wish, isOn, size, place })}</output>
    </>
  );
}

function Form({ onSend }: { onSend: (name: string) => void }) {
  const [name, setName] = useState("");
  return (
    <form onSubmit={() => onSend(name)}>
      <input value={name} onChange={(event) => setName(event.target.value)} />
      <button type="submit" />
    </form>
  );
}

interface PartProps {
  onPress: (id: string) => void;
}
function Part({ onPress }: PartProps) {
  return (
    <>
      <button type="button" id="early" onClick={() => onPress("early")} />
      <button type="button" id="later" onClick={() => onPress("later")} />
    </>
  );
}

describe("before hydration", () => {
  const presses: string[] = [];
  beforeEach(() => {
    presses.length = 0;
  });
  const press = () => presses.push("pressed");

  test.each<[what: string, content: ReactNode, target: string]>([
    ["a button", <button key="1" type="button" onClick={press} />, "button"],
    [
      "an icon inside a button",
      <button key="2" type="button" onClick={press}>
        <i />
      </button>,
      "i",
    ],
    [
      "an element with the role of a button",
      createElement("div", { key: "3", role: "button", tabIndex: 0, onClick: press }),
      "div",
    ],
    [
      "the submit button of a form that only React handles",
      <form key="4" onSubmit={press}>
        <button type="submit" />
      </form>,
      "button",
    ],
  ])("%s that was tapped is pressed once afterwards, however often it was tapped", (_, content, target) => {
    serve(content);
    for (const time of [1, 2, 3]) expect(tap(find(target)), `tap ${time}`).toBe(false);
    expect(presses).toEqual([]);
    hydrate(content);
    expect(presses).toEqual(["pressed"]);
  });

  test("presses on several controls are repeated in their order", () => {
    const content = (
      <>
        <button type="button" id="one" onClick={() => presses.push("one")} />
        <button type="button" id="two" onClick={() => presses.push("two")} />
      </>
    );
    serve(content);
    tap(find("#two"));
    tap(find("#one"));
    hydrate(content);
    expect(presses).toEqual(["two", "one"]);
  });

  test.each<[what: string, content: ReactNode, target: string]>([
    [
      "a link",
      <a key="1" href="#there">
        there
      </a>,
      "a",
    ],
    [
      "a form that the browser can send",
      <form key="2" method="post" action="/signin/demo">
        <button type="submit" />
      </form>,
      "button",
    ],
    [
      "details",
      <details key="3" suppressHydrationWarning>
        <summary>More</summary>
      </details>,
      "summary",
    ],
  ])("%s works without React and is not pressed a second time", (_, content, target) => {
    serve(content);
    const element = find(target);
    const clicks = vi.fn();
    element.addEventListener("click", clicks);
    page.addEventListener("submit", (event) => event.preventDefault(), { once: true });
    expect(tap(element)).toBe(true);
    hydrate(content);
    expect(clicks).toHaveBeenCalledOnce();
  });

  const input = () => new Event("input", { bubbles: true });
  const into = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
    const field = find(selector);
    if (!(field instanceof kind)) throw new Error(`${selector} is something else`);
    return field;
  };

  test.each<[what: string, enter: () => void, known: object]>([
    [
      "typed",
      () => {
        into("#text", HTMLInputElement).value = "Li";
        happens(find("#text"), input());
        into("#text", HTMLInputElement).value = "Lina";
        happens(find("#text"), input());
      },
      { text: "Lina" },
    ],
    [
      "written",
      () => {
        into("textarea", HTMLTextAreaElement).value = "no nuts";
        happens(find("textarea"), input());
      },
      { wish: "no nuts" },
    ],
    [
      "unticked",
      () => {
        into("[type=checkbox]", HTMLInputElement).checked = false;
        happens(find("[type=checkbox]"), input());
      },
      { isOn: false },
    ],
    [
      "chosen among radio buttons",
      () => {
        into("#large", HTMLInputElement).checked = true;
        happens(find("#large"), input());
      },
      { size: "large" },
    ],
    [
      "selected",
      () => {
        into("select", HTMLSelectElement).value = "there";
        happens(find("select"), input());
      },
      { place: "there" },
    ],
  ])("what was %s is known to the page afterwards", (_, enter, known) => {
    serve(<Fields />);
    enter();
    hydrate(<Fields />);
    expect(JSON.parse(find("output").textContent)).toMatchObject(known);
  });
});

test("a form that was filled in and sent before hydration is sent with what was filled in", () => {
  const sent: string[] = [];
  const form = <Form onSend={(name) => sent.push(name)} />;
  serve(form);
  const field = find("input");
  if (field instanceof HTMLInputElement) field.value = "Printer";
  happens(field, new Event("input", { bubbles: true }));
  tap(find("button"));
  hydrate(form);
  expect(sent).toEqual(["Printer"]);
});

test("a part of the page that hydrates later gets the presses from before and after the frame was hydrated", async () => {
  const pressed: string[] = [];
  const press = (id: string) => pressed.push(id);
  const code = Promise.withResolvers<{ default: typeof Part }>();
  const LatePart = lazy(() => code.promise);
  serve(
    <Suspense>
      <Part onPress={press} />
    </Suspense>,
  );
  tap(find("#early"));
  hydrate(
    <Suspense>
      <LatePart onPress={press} />
    </Suspense>,
  );
  tap(find("#later"));
  letTimePass();
  expect(pressed).toEqual([]);
  await act(async () => code.resolve({ default: Part }));
  letTimePass();
  expect(pressed.toSorted()).toEqual(["early", "later"]);
});

describe("a pressed button that is rendered anew", () => {
  const button = (label: string) => `<button type="button">${label}</button>`;
  let pressed: string[];
  beforeEach(() => {
    pressed = [];
    page.innerHTML = button("Ready");
    tap(find("button"));
    page.addEventListener(
      "click",
      ({ target }) => target instanceof HTMLElement && pressed.push(target.textContent),
    );
    page.innerHTML = "";
    dispatchEvent(new Event(HYDRATED));
    letTimePass();
  });

  test("gets the press", () => {
    page.innerHTML = button("Ready") + button("Delay");
    letTimePass();
    expect(pressed).toEqual(["Ready"]);
  });

  test("gets none when it cannot be told from another one", () => {
    page.innerHTML = button("Ready") + button("Ready");
    letTimePass();
    expect(pressed).toEqual([]);
  });
});

test("a form without an action never makes the browser leave the page", () => {
  page.innerHTML = `<form><input name="address"><button type="submit"></button></form>`;
  expect(happens(find("form"), new Event("submit", { bubbles: true, cancelable: true }))).toBe(false);
});

describe("a second tap", () => {
  const pressed: string[] = [];
  beforeEach(() => {
    pressed.length = 0;
    page.innerHTML = `<button type="button" id="one"></button><button type="button" id="two"></button><a id="link" href="#x">x</a>`;
    for (const element of page.children) element.addEventListener("click", () => pressed.push(element.id));
    dispatchEvent(new Event(HYDRATED));
  });

  const offset = fc.integer({ min: -60, max: 60 });
  test("counts for the control that was tapped first, or not at all, within half a second at one place", () => {
    const others = fc.constantFrom("two", "link");
    let at = 0;
    holds(
      fc.property(fc.integer({ min: 0, max: 1_000 }), offset, offset, others, (ms, dx, dy, other) => {
        at += 10_000;
        pressed.length = 0;
        tap(find("#one"), { at, x: 500, y: 500 });
        tap(find(`#${other}`), { at: at + ms, x: 500 + dx, y: 500 + dy });
        const isRepeated = ms < 500 && Math.hypot(dx, dy) < 32;
        expect(pressed).toEqual(isRepeated ? ["one"] : ["one", other]);
      }),
    );
  });

  test("and a third one, in a burst of any length, do not reach another control", () => {
    let at = 5_000_000;
    const next = (id: string) => {
      at += 400;
      tap(find(`#${id}`), { at, x: 500 });
    };
    next("one");
    for (const id of ["two", "two", "link", "two"]) next(id);
    expect(pressed).toEqual(["one"]);
    next("one");
    expect(pressed).toEqual(["one", "one"]);
  });

  test("on the same control counts each time", () => {
    for (const at of [6_000_000, 6_000_080, 6_000_160]) tap(find("#one"), { at, x: 500 });
    expect(pressed).toEqual(["one", "one", "one"]);
  });

  test("is one that comes after no key", () => {
    tap(find("#one"), { at: 8_000_000, x: 500 });
    find("#one").dispatchEvent(new KeyboardEvent("keydown", { key: "z", bubbles: true }));
    tap(find("#two"), { at: 8_000_100, x: 500 });
    expect(pressed).toEqual(["one", "two"]);
  });

  test("is not seen in the keyboard's presses, which have no place", () => {
    for (const id of ["one", "two"])
      happens(
        find(`#${id}`),
        new MouseEvent("click", { bubbles: true, cancelable: true, detail: 0 }),
        7_000_000,
      );
    expect(pressed).toEqual(["one", "two"]);
  });
});
