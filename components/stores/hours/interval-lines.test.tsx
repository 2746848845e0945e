// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { type DraftInterval, withKey } from "@/lib/stores/client/hours-draft";
import { HOURS_LIMITS } from "@/lib/stores/model/hours/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { IntervalLines } from "./interval-lines";

afterEach(cleanup);

function Day({ count }: { count: number }) {
  const [intervals, setIntervals] = useState<readonly DraftInterval[]>(() =>
    Array.from({ length: count }, (_, n) => withKey({ from: `0${n}:00`, to: `0${n}:30` })),
  );
  return (
    <NextIntlClientProvider locale="en" messages={{ common, partner }} timeZone="UTC">
      <IntervalLines day="Monday" intervals={intervals} onChange={setIntervals} />
    </NextIntlClientProvider>
  );
}

test.each([1, 2, HOURS_LIMITS.perDay])(
  "removing one of %i lines keeps the focus in the day",
  async (count) => {
    render(<Day count={count} />);
    const first = screen.getByRole("button", { name: /^Remove 00:00/ });
    first.focus();
    fireEvent.click(first);
    expect(screen.queryAllByRole("button", { name: /^Remove/ })).toHaveLength(count - 1);
    await expect
      .poll(() => document.activeElement?.getAttribute("aria-label"))
      .toBe(screen.getByRole("button", { name: /^Add/ }).getAttribute("aria-label"));
  },
);
