// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { useAskedToPrint } from "@/hooks/printing/print-request";
import type { ListedJob, Printer } from "@/lib/printing/model/schema";
import { OVERDUE_MS } from "@/lib/printing/model/trouble";
import common from "@/messages/en/common.json";
import printing from "@/messages/en/printing.json";
import states from "@/messages/en/states.json";
import { PageRouter } from "@/test/support/page-router";
import { STORE } from "@/test/support/store-views";
import { PrintTrouble } from "./print-trouble";

afterEach(cleanup);

const ID = "019a0000-0000-7000-8000-000000000001";
const ORDER = "019a0000-0000-7000-8000-000000000002";
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

const printer = (): Printer => ({
  id: ID,
  tenant_id: STORE.id,
  name: "Kitchen",
  paper: "80mm",
  prints_orders: true,
  condition: "ready",
  seen_at: ago(0),
  created_at: ago(0),
});
const job = (created_at: string): ListedJob => ({
  id: ID,
  tenant_id: STORE.id,
  printer_id: ID,
  order_id: ORDER,
  order_code: "ORD-A7X3B2",
  cause: "accepted",
  state: "waiting",
  fault: null,
  created_at,
  ended_at: null,
});

function Asked() {
  return <output>{useAskedToPrint()}</output>;
}

async function show(...jobs: ListedJob[]) {
  const onClose = vi.fn();
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, printing, states }}>
      <AnnounceContext value={() => undefined}>
        <Asked />
        <PageRouter>
          <PrintTrouble
            isOpen
            store={STORE}
            printing={{ printers: [printer()], jobs, tests: [], readAt: Date.now() }}
            onClose={onClose}
          />
        </PageRouter>
      </AnnounceContext>
    </NextIntlClientProvider>,
  );
  await screen.findByRole("heading", { name: "Not printed" });
  return onClose;
}

test("says that every ticket has come out only when none is on its way", async () => {
  await show(job(ago(1_000)));
  expect(screen.getByText(/waiting since/)).toBeDefined();
  expect(screen.queryByText("Every ticket has come out.")).toBeNull();
  expect(screen.queryByRole("button", { name: "Print A7X3B2 elsewhere" })).toBeNull();
  cleanup();
  await show();
  expect(screen.getByText("Every ticket has come out.")).toBeDefined();
});

test("offers to print a ticket elsewhere that waits for too long", async () => {
  const onClose = await show(job(ago(OVERDUE_MS + 5_000)));
  const button = screen.getByRole("button", { name: "Print A7X3B2 elsewhere" });
  act(() => button.click());
  expect(onClose).toHaveBeenCalledOnce();
  expect(document.querySelector("output")?.textContent).toBe(ORDER);
});
