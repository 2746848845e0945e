// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { mergedPreferences, preferencesOf } from "@/lib/notifications/model/preferences";
import notifications from "@/messages/en/notifications.json";
import { PreferencesPanel } from "./preferences-panel";

const { change } = vi.hoisted(() => ({ change: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => change }));
afterEach(cleanup);

test("an old tab sends only what the person changed in it, and then shows what was changed elsewhere", async () => {
  const atFirst = preferencesOf(null);
  // Mail was stopped by the link in a mail after this page was read.
  const elsewhere = mergedPreferences(atFirst, { kinds: { order_cancelled: { email: false } } });
  change.mockImplementation(async (changes) => ({ ok: true, data: mergedPreferences(elsewhere, changes) }));
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ notifications }}>
      <PreferencesPanel
        preferences={atFirst}
        kinds={["order_cancelled", "messages"]}
        zones={["UTC"]}
        sendsMail
      />
    </NextIntlClientProvider>,
  );
  const [, mailOfCancelled, , mailOfMessages] = screen.getAllByRole<HTMLInputElement>("checkbox");
  if (mailOfCancelled === undefined || mailOfMessages === undefined) throw new Error("There are no choices");
  expect([mailOfCancelled.checked, mailOfMessages.checked]).toEqual([true, false]);
  fireEvent.click(mailOfMessages);
  fireEvent.click(screen.getByRole("button"));
  await waitFor(() => expect(mailOfCancelled.checked).toBe(false));
  expect(mailOfMessages.checked).toBe(true);
  expect(change.mock.calls.map(([changes]) => changes)).toEqual([{ kinds: { messages: { email: true } } }]);
});
