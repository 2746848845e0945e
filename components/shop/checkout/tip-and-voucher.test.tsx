// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import type { Cart } from "@/lib/cart/model/schema";
import { CART_KEY } from "@/lib/cart/model/storage-keys";
import type { Quote, QuoteRequest } from "@/lib/menu/model/schema";
import { EVERYWHERE } from "@/lib/stores/model/zones/area";
import type { VoucherProblem } from "@/lib/vouchers/model/schema";
import common from "@/messages/en/common.json";
import delivery from "@/messages/en/delivery.json";
import map from "@/messages/en/map.json";
import money from "@/messages/en/money.json";
import shop from "@/messages/en/shop.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { uuid } from "@/test/support/menu-arbitraries";
import { NO_EXTRAS, OPEN, STORE } from "@/test/support/store-views";
import { Checkout } from "./checkout";

vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  unstable_isUnrecognizedActionError: () => true,
  useRouter: () => ({ push: () => undefined, prefetch: () => undefined }),
}));

const line = {
  ...{ menu_item_id: uuid(7), name: "Salmon roll", quantity: 2, unit_price: 1_000, note: "" },
  ...{ option_ids: [], option_names: [] },
};
const cart: Cart = { version: 1, key: uuid(9), delivery_fee: 250, lines: [line] };

/** The codes that the server knows; others are unknown. */
let problems: Record<string, VoucherProblem | null> = {};
let asked: QuoteRequest[] = [];

function quoteOf({ tip, voucher_code: code }: QuoteRequest): Quote {
  const problem = code === undefined ? null : (problems[code] ?? (code in problems ? null : "unknown"));
  const discount = code !== undefined && problem === null ? 500 : 0;
  const counted = { by: "store", kind: "amount" } as const;
  return {
    ...NO_EXTRAS,
    lines: [{ menu_item_id: line.menu_item_id, name: line.name, unit_price: 1_000, problem: null }],
    ...{ items_total: 2_000, delivery_fee: 250, currency: "EUR", minimum_order: 700 },
    ...{ discount, tip: tip?.amount ?? 0, tip_to: tip?.to ?? null },
    total: 2_250 - discount + (tip?.amount ?? 0),
    voucher:
      code === undefined
        ? null
        : {
            ...{ code, percent_bp: null, problem, message: problem === null ? null : `Refused: ${problem}` },
            ...(problem === null ? counted : { by: null, kind: null }),
          },
    vat: [{ rate_bp: 700, gross: 2_000 - discount, net: 1_869, vat: 131, dishes: 2_000, fees: 0 }],
    ...{ is_open: true, status: OPEN, soonest_minutes: 35, area: EVERYWHERE, can_order: true },
  };
}

beforeEach(() => {
  problems = { LUCIA10: null, OLD1: "over" };
  asked = [];
  localStorage.setItem(`${CART_KEY}${STORE.id}`, JSON.stringify(cart));
  vi.stubGlobal("fetch", async (_: unknown, { body }: { body: string }) => {
    const request: QuoteRequest = JSON.parse(body);
    asked.push(request);
    return Response.json({ success: true, data: quoteOf(request) });
  });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const placing = async (total: string) =>
  waitFor(() => expect(screen.getByRole("button", { name: `Place order · ${total}` })).toBeDefined());
const type = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

async function open() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider
        locale="en"
        timeZone="UTC"
        messages={{ common, delivery, map, money, shop, states }}
      >
        <AnnounceContext value={() => undefined}>
          {makePageStream().wrapper({ children: <Checkout takesCards tenant={STORE} userId={uuid(5)} /> })}
        </AnnounceContext>
      </NextIntlClientProvider>
    </QueryClientProvider>,
  );
  await placing("€22.50");
}

test("no tip is chosen before; a round one, an own one and none change the total", async () => {
  await open();
  for (const radio of screen.getAllByRole<HTMLInputElement>("radio"))
    if (radio.name === "tip") expect(radio.checked).toBe(false);
  fireEvent.click(screen.getByLabelText("€2.00"));
  await placing("€24.50");
  expect(asked.at(-1)?.tip).toEqual({ amount: 200, to: "kitchen" });
  fireEvent.click(screen.getByLabelText("Another amount"));
  await placing("€22.50");
  type(/Your tip in EUR/, "1,20");
  await placing("€23.70");
  type(/Your tip in EUR/, "a lot");
  expect(screen.getByText(/Enter an amount/)).toBeDefined();
  await waitFor(() => expect(screen.getByRole("button", { name: "Check the tip first" })).toBeDefined());
  fireEvent.click(screen.getByLabelText("No tip"));
  await placing("€22.50");
  expect(asked.at(-1)?.tip).toBeNull();
});

test("a voucher shows what it takes off, who bears it, and can be removed", async () => {
  await open();
  expect(screen.getByText("Includes 7 % VAT")).toBeDefined();
  type(/Voucher code/, "lucia10");
  press("Use the code");
  await placing("€17.50");
  expect(screen.getByText("Voucher LUCIA10")).toBeDefined();
  expect(screen.getByRole("status").textContent).toBe("LUCIA10 takes €5.00 off, a gift of Sushi Bar");
  press("Remove the code");
  await placing("€22.50");
});

test("a code that is over must be removed first; one that nobody knows is asked for once", async () => {
  await open();
  type(/Voucher code/, "OLD1");
  press("Use the code");
  await waitFor(() => expect(screen.getByText("Refused: over")).toBeDefined());
  expect(screen.getByRole("button", { name: "Remove the voucher first" })).toBeDefined();
  press("Remove the code");
  await placing("€22.50");
  type(/Voucher code/, "GUESS");
  fireEvent.keyDown(screen.getByLabelText(/Voucher code/), { key: "Enter" });
  await waitFor(() => expect(screen.getByText("Refused: unknown")).toBeDefined());
  await placing("€22.50");
  expect(asked.filter(({ voucher_code }) => voucher_code === "GUESS")).toHaveLength(1);
});
