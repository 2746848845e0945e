// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import partner from "@/messages/en/partner.json";
import { BelowFold } from "./below-fold";

beforeEach(() => {
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((draw) => {
    queueMicrotask(() => draw(0));
    return 1;
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Lays a column of 500 pixels out, with a ticket of 200 at each of these tops. */
function Column({ tickets }: { tickets: readonly { top: number; isLate?: boolean }[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const at = (top: number, height: number) => (element: HTMLElement | null) => {
    if (element !== null)
      vi.spyOn(element, "getBoundingClientRect").mockReturnValue(new DOMRect(0, top, 200, height));
  };
  return (
    <section>
      <div
        ref={(element) => {
          scroller.current = element;
          at(0, 500)(element);
        }}
      >
        {tickets.map(({ top, isLate }) => (
          <article key={top} ref={at(top, 200)} data-order={top} data-urgency={isLate ? "late" : "calm"} />
        ))}
      </div>
      <BelowFold scroller={scroller} column="Ready" />
    </section>
  );
}

async function show(tickets: readonly { top: number; isLate?: boolean }[]) {
  await act(async () => {
    render(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
        <Column tickets={tickets} />
      </NextIntlClientProvider>,
    );
  });
}

test("a column says how many tickets are out of sight at its foot, and how many of them are late", async () => {
  await show([{ top: 0, isLate: true }, { top: 300 }, { top: 480, isLate: true }, { top: 700 }]);
  const foot = screen.getByRole("button", { name: "Show 2 more in Ready, 1 late" });
  expect(foot.textContent).toContain("2 more");
  expect(foot.textContent).toContain("1 late");
});

test("a column whose tickets all show their heads says nothing", async () => {
  await show([{ top: 0 }, { top: 440 }]);
  expect(screen.queryByRole("button")).toBeNull();
});
