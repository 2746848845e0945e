// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { CallStore } from "@/components/orders/call-store";
import orders from "@/messages/en/orders.json";
import { boardOrder } from "@/test/support/board-orders";

afterEach(() => {
  document.body.innerHTML = "";
});

function show(tenant_phone: string | null) {
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ orders }}>
      <CallStore order={boardOrder(1, { tenant_phone })} />
    </NextIntlClientProvider>,
  );
}

test("the link calls the restaurant's number without its spaces", () => {
  show("+49 (40) 66969 112");
  const link = screen.getByRole("link", { name: "Call Sushi Bar" });
  expect(link.getAttribute("href")).toBe("tel:+494066969112");
});

test("there is no link to a restaurant without a phone", () => {
  show(null);
  expect(screen.queryByRole("link")).toBeNull();
});
