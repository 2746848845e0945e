// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import admin from "@/messages/en/admin.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { KeepCurrent } from "./keep-current";

const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }));
const router = { refresh };
vi.mock("next/navigation", () => ({ useRouter: () => router }));

const READ_AT = 1_767_600_000_000;
const announce = vi.fn();
const PROPS = { since: undefined, readAt: READ_AT, isRunning: false, failing: [], late: 0 };
type State = "idle" | "running" | "error";

const health = vi.fn(async () => Response.json({}));

beforeEach(() => {
  vi.useFakeTimers({ now: READ_AT });
  vi.stubGlobal("fetch", health);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
});

function show(more: Partial<Parameters<typeof KeepCurrent>[0]> = {}, stream = makePageStream()) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ admin }}>
      <AnnounceContext value={announce}>{stream.wrapper({ children })}</AnnounceContext>
    </NextIntlClientProvider>
  );
  const { rerender } = render(<KeepCurrent {...PROPS} {...more} />, { wrapper });
  const report = (name: string, state: State) =>
    act(async () =>
      stream.send({
        kind: "event",
        channel: "role:admin",
        offset: null,
        type: "job_activity",
        data: {
          name,
          state,
          progress: null,
          message: null,
          processed: 0,
          timestamp: "2026-01-05T08:00:00.000Z",
        },
      }),
    );
  return {
    report,
    rerender: (other: Partial<typeof PROPS>) => rerender(<KeepCurrent {...PROPS} {...other} />),
  };
}

test("the page is read again when a job reports, and each failure is announced", async () => {
  const { report } = show();
  await report("upkeep", "running");
  expect(refresh).toHaveBeenCalledTimes(1);
  expect(announce).not.toHaveBeenCalled();
  await report("upkeep", "error");
  expect(announce).toHaveBeenCalledExactlyOnceWith("upkeep failed.");
});

test("a success is announced only of a job whose failure is shown", async () => {
  const { report } = show({ failing: ["notification:send"] });
  await report("upkeep", "idle");
  expect(announce).not.toHaveBeenCalled();
  await report("notification:send", "idle");
  expect(announce).toHaveBeenCalledExactlyOnceWith("A run of notification:send succeeded.");
});

test("a page that stands open is read again every 30 seconds, and every five while something runs", async () => {
  const { rerender } = show();
  await act(() => vi.advanceTimersByTimeAsync(29_000));
  expect(refresh).not.toHaveBeenCalled();
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(refresh).toHaveBeenCalledTimes(1);
  rerender({ isRunning: true, readAt: READ_AT + 30_000 });
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(refresh).toHaveBeenCalledTimes(2);
});

test("a page without a connection is not read again", async () => {
  show({}, makePageStream({ state: "offline", since: new Date(READ_AT), lastContact: null }));
  await act(() => vi.advanceTimersByTimeAsync(120_000));
  expect(refresh).not.toHaveBeenCalled();
});

test("a page whose server is stopping stays as it is, and is read again with the next news", async () => {
  const { report } = show();
  health.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await report("upkeep", "running");
  health.mockResolvedValueOnce(new Response(null, { status: 503 }));
  await report("upkeep", "running");
  expect(refresh).not.toHaveBeenCalled();
  await report("upkeep", "idle");
  expect(refresh).toHaveBeenCalledTimes(1);
});

test("a schedule that becomes late while the page stands open is announced", async () => {
  const { rerender } = show();
  expect(announce).not.toHaveBeenCalled();
  rerender({ late: 1 });
  expect(announce).toHaveBeenCalledExactlyOnceWith("A schedule did not run when due.");
});
