// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { makePageStream } from "@/test/support/fake-page-stream";
import { KeepListCurrent } from "./keep-list-current";

const { refresh } = vi.hoisted(() => ({ refresh: vi.fn() }));
const router = { refresh };
vi.mock("next/navigation", () => ({ useRouter: () => router }));

const READ_AT = 1_767_600_000_000;
const announce = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: READ_AT });
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => Response.json({})),
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
});

function show() {
  const stream = makePageStream();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <AnnounceContext value={announce}>{stream.wrapper({ children })}</AnnounceContext>
  );
  render(<KeepListCurrent since={undefined} readAt={READ_AT} onAppeal="A new appeal" />, { wrapper });
  return (kind: "appeal_made" | "store_changed") =>
    act(async () =>
      stream.send({
        kind: "event",
        channel: "role:admin",
        offset: null,
        type: "admin_news",
        data: { kind, id: "019a0000-0000-7000-8000-00000000000a", timestamp: "2026-01-05T08:00:00.000Z" },
      }),
    );
}
const wait = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

test("a burst of news reads the list again once, within four seconds", async () => {
  const send = show();
  for (let n = 0; n < 5; n += 1) await send("store_changed");
  await wait(4_000);
  expect(refresh).toHaveBeenCalledTimes(1);
  expect(announce).not.toHaveBeenCalled();
});

test("a new appeal is announced", async () => {
  await show()("appeal_made");
  expect(announce).toHaveBeenCalledExactlyOnceWith("A new appeal");
});

test("the list is read again after 30 seconds without news", async () => {
  show();
  await wait(29_000);
  expect(refresh).not.toHaveBeenCalled();
  await wait(2_000);
  expect(refresh).toHaveBeenCalledTimes(1);
});
