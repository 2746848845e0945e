// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { useEffectEvent, useLayoutEffect, useRef } from "react";
import { afterEach, expect, test } from "vitest";
import type { Layout } from "@/lib/board/client/selection";
import type { Column } from "@/lib/board/model/columns";
import { useTicketFocus } from "./use-ticket-focus";

afterEach(cleanup);

type Focus = ReturnType<typeof useTicketFocus>;

function Ticket({ id, focus }: { id: string; focus: Focus }) {
  const own = useRef<HTMLElement>(null);
  const leave = useEffectEvent(() => {
    if (own.current?.contains(document.activeElement)) focus.leaves(id);
  });
  useLayoutEffect(() => () => leave(), []);
  return <article ref={own} data-order={id} tabIndex={-1} />;
}

/** Hands the focus to the ticket that comes back to `column`, as the undo of a step does. */
function Back({ id, column, layout, focus }: { id: string; column: Column; layout: Layout; focus: Focus }) {
  const back = useEffectEvent((shown: Layout) => {
    if (shown[column].includes(id)) focus.handOn(id);
  });
  useLayoutEffect(() => back(layout), [layout]);
  return null;
}

let last: Focus;
const COLUMNS = ["ready", "out"] as const;
const layoutOf = (ready: string[], out: string[]): Layout => ({
  new: [],
  preparing: [],
  ready,
  out,
  done: [],
});

function Board({ layout, back, slot = 0 }: { layout: Layout; back?: string; slot?: number }) {
  const root = useRef<HTMLDivElement>(null);
  const focus = useTicketFocus(root, layout);
  useLayoutEffect(() => {
    last = focus;
  });
  return (
    <div ref={root}>
      {COLUMNS.map((column) => (
        <section key={`${column} ${slot}`}>
          {layout[column].map((id) => (
            <Ticket key={id} id={id} focus={focus} />
          ))}
        </section>
      ))}
      {back !== undefined && <Back id={back} column="ready" layout={layout} focus={focus} />}
    </div>
  );
}

const inFocus = () => document.activeElement?.getAttribute("data-order");

test("a ticket that comes back to its column has the focus, also when another one stands where it was", () => {
  const { rerender } = render(<Board layout={layoutOf(["a"], ["b"])} back="a" />);
  act(() => last.focus("a"));
  rerender(<Board layout={layoutOf([], ["b", "a"])} back="a" />);
  expect(inFocus(), "the last ticket of a column takes the focus along").toBe("a");
  rerender(<Board layout={layoutOf(["a"], ["b"])} back="a" />);
  expect(inFocus()).toBe("a");
});

test("the focus that the board has moved on is told from the one that a person has chosen", () => {
  const { rerender } = render(<Board layout={layoutOf(["a", "b", "c"], [])} />);
  act(() => last.focus("a"));
  expect(last.isHandedOn("a")).toBe(false);
  rerender(<Board layout={layoutOf(["b", "c"], ["a"])} />);
  rerender(<Board layout={layoutOf(["c"], ["a", "b"])} />);
  expect(inFocus()).toBe("c");
  expect(last.isHandedOn("c")).toBe(true);
  expect(last.isHandedOn(null)).toBe(false);
  act(() => last.focus("c"));
  expect(last.isHandedOn("c")).toBe(false);
});

test("a ticket that moves to another slot of its column keeps the focus, and the next key is meant for it", () => {
  const { rerender } = render(<Board layout={layoutOf(["a", "b", "c"], ["d"])} />);
  act(() => last.focus("b"));
  rerender(<Board slot={1} layout={layoutOf(["b", "c", "a"], ["d"])} />);
  expect(inFocus()).toBe("b");
  expect(last.isHandedOn("b")).toBe(false);
  rerender(<Board slot={0} layout={layoutOf(["a", "c", "b"], ["d"])} />);
  expect(inFocus()).toBe("b");
  expect(last.wasJustHandedOn("b")).toBe(false);
});
