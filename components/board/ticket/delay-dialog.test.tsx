// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { acceptedOrder } from "@/test/support/board-orders";
import { DelayDialog } from "./delay-dialog";

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

function show() {
  const sent: OrderAction[] = [];
  render(
    <NextIntlClientProvider locale="en" messages={{ common, partner }} timeZone="UTC">
      <DelayDialog
        order={acceptedOrder(1)}
        onClose={() => undefined}
        onSend={async (_, action) => {
          sent.push(action);
          return true;
        }}
      />
    </NextIntlClientProvider>,
  );
  return sent;
}

test("a ready-made reason is what the customer reads", async () => {
  const sent = show();
  fireEvent.click(await screen.findByRole("button", { name: "A dish takes longer" }));
  fireEvent.click(screen.getByRole("button", { name: /^\+10 min/ }));
  expect(sent).toEqual([{ name: "delay", minutes: 10, note: "A dish takes longer" }]);
});

test("a reason can be chosen and then changed by hand", async () => {
  const sent = show();
  fireEvent.click(await screen.findByRole("button", { name: "Very busy" }));
  const reason = screen.getByRole<HTMLInputElement>("textbox");
  fireEvent.change(reason, { target: { value: `${reason.value}, sorry` } });
  fireEvent.click(screen.getByRole("button", { name: /^\+10 min/ }));
  expect(sent).toEqual([{ name: "delay", minutes: 10, note: "Very busy, sorry" }]);
});
