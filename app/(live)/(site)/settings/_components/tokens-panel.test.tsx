// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { accountChannel } from "@/lib/auth/model/account-channel";
import type { ApiToken } from "@/lib/auth/model/tokens";
import settings from "@/messages/en/settings.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { TokensPanel } from "./tokens-panel";

const { refresh, command } = vi.hoisted(() => ({ refresh: vi.fn(), command: vi.fn() }));
const router = { refresh };
vi.mock("next/navigation", () => ({ useRouter: () => router }));
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => command }));
beforeEach(() => {
  refresh.mockClear();
  command.mockReset();
});
afterEach(cleanup);

const LENA = "11111111-1111-4111-8111-111111111111";
const channel = accountChannel.name(LENA);
const timestamp = "2026-11-21T12:00:00.000Z";
const token = (n: number): ApiToken => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  name: `Till ${n}`,
  scopes: ["orders:read"],
  created_at: timestamp,
  last_used_at: null,
  expires_at: "2027-02-19T12:00:00.000Z",
});

function show(tokens: ApiToken[]) {
  const stream = makePageStream();
  const panel = (shown: ApiToken[]) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ settings, states }}>
      <TokensPanel
        userId={LENA}
        tokens={shown}
        since="v2"
        scopes={["orders:read"]}
        renderedAt={Date.parse(timestamp)}
      />
    </NextIntlClientProvider>
  );
  const { rerender } = render(panel(tokens), { wrapper: stream.wrapper });
  const report = (type: "token_created" | "token_revoked", { id, name }: ApiToken) =>
    act(() => stream.send({ kind: "event", type, data: { id, name, timestamp }, channel, offset: 1 }));
  return { ...stream, report, rerender: (shown: ApiToken[]) => rerender(panel(shown)) };
}
const names = () =>
  screen.queryAllByRole("heading", { level: 3 }).flatMap(({ textContent }) => textContent ?? []);

test("a token that was revoked on another page disappears at once and stays away", () => {
  const { report, rerender, subscribe } = show([token(2), token(1)]);
  expect(subscribe.mock.calls.map(([name, , since]) => [name, since])).toEqual([[channel, "v2"]]);
  report("token_revoked", token(1));
  expect(names()).toEqual(["Till 2"]);
  expect(refresh).not.toHaveBeenCalled();
  // This rendering was under way when the token was revoked.
  rerender([token(2), token(1)]);
  expect(names()).toEqual(["Till 2"]);
});

test("a token that was created on another page appears when the page has been read again", () => {
  const { report, rerender } = show([token(1)]);
  report("token_created", token(2));
  expect(refresh).toHaveBeenCalledTimes(1);
  rerender([token(2), token(1)]);
  expect(names()).toEqual(["Till 2", "Till 1"]);
});

test("after missed events the page is read again, within some seconds", () => {
  vi.useFakeTimers();
  const { send } = show([token(1)]);
  act(() => send({ kind: "reset", channel, reason: "trimmed" }));
  act(() => vi.advanceTimersByTime(4_000));
  expect(refresh).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

test("an answer that says nothing of an earlier attempt keeps the key, until the request has one that does", async () => {
  show([]);
  command
    .mockRejectedValueOnce(new Error("offline"))
    .mockResolvedValueOnce({ ok: false, code: "limited", message: "Too many requests" })
    .mockResolvedValueOnce({ ok: false, code: "unauthenticated", message: "Sign in" })
    .mockResolvedValueOnce({ ok: false, code: "key_reused", message: "Created already" })
    .mockRejectedValue(new Error("offline"));
  fireEvent.change(screen.getByRole("textbox", { name: /^Name/ }), { target: { value: "Grill" } });
  for (let count = 0; count < 5; count++)
    await act(async () => fireEvent.click(screen.getByRole("button", { name: "Create token" })));
  const keys: unknown[] = command.mock.calls.map(([, options]) => options.key);
  expect(keys.map((key) => key === keys[0])).toEqual([true, true, true, true, false]);
});

test("the same request after no answer has the same key, and any other one a new key", async () => {
  show([]);
  command
    .mockRejectedValueOnce(new Error("offline"))
    .mockResolvedValueOnce({ ok: false, code: "conflict", message: "Created already" })
    .mockRejectedValue(new Error("offline"));
  const create = () => act(async () => fireEvent.click(screen.getByRole("button", { name: "Create token" })));
  const write = (value: string) =>
    fireEvent.change(screen.getByRole("textbox", { name: /^Name/ }), { target: { value } });
  write("Till");
  await create();
  await create();
  expect(screen.getByText("Created already")).toBeDefined();
  await create();
  write("Bar");
  await create();
  const keys: unknown[] = command.mock.calls.map(([, options]) => options.key);
  expect(keys).toHaveLength(4);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(3);
});
