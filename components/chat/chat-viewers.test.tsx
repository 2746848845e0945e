// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { boardCompany } from "@/hooks/board/presence/company";
import chat from "@/messages/en/chat.json";
import { ChatViewers } from "./chat-viewers";

const ORDER = "019a0000-0000-7000-8000-000000000001";
const BEN = "019a0000-0000-7000-8000-000000000002";
const report = (seq: number, order_id: string | null) => ({
  ...{ user_id: BEN, name: "Ben Carter", tab: "tab-of-ben", seq },
  ...{ is_here: true, order_id, asks: false },
});

afterEach(() => {
  cleanup();
  boardCompany.clear();
});

test("a chat says which colleague looks at its order, until they look elsewhere", () => {
  render(
    <NextIntlClientProvider locale="en" messages={{ chat }} timeZone="UTC">
      <ChatViewers orderId={ORDER} />
    </NextIntlClientProvider>,
  );
  expect(screen.getByRole("status").textContent).toBe("");
  act(() => void boardCompany.take(report(1, ORDER)));
  expect(screen.getByRole("status").textContent).toBe("Ben Carter is looking at this order, too");
  act(() => void boardCompany.take(report(2, null)));
  expect(screen.getByRole("status").textContent).toBe("");
});
