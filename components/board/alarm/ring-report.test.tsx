// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import type { Shift } from "@/hooks/board/use-shift";
import { beginShift } from "@/lib/board/client/change-shift";
import { thisDevice } from "@/lib/board/client/this-device";
import type { BoardRole } from "@/lib/board/model/steps";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, STORE } from "@/test/support/store-views";
import { RingReport } from "./ring-report";

const { wrapper: Stream } = makePageStream();
let sent: unknown[] = [];
beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    sent.push({ command: path.split("/").at(-1), ...JSON.parse(body) });
    return Response.json({ ok: true, data: null });
  });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

function page(count: number, { role = "partner", ...over }: Partial<Shift> & { role?: BoardRole } = {}) {
  const { shift } = liveBoard([]);
  const ringing = Array.from({ length: count }, (_, n) => boardOrder(n + 1));
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <Stream>
        <StoreContext value={{ tenant: STORE, roles: [role], renderedAt: 0, since: undefined }}>
          <LiveBoardContext
            value={liveBoard([], {
              shift: { ...shift, sound: "on", ...over },
              alarm: { ringing, silence: () => undefined, silences: 0 },
            })}
          >
            <RingReport />
          </LiveBoardContext>
        </StoreContext>
      </Stream>
    </NextIntlClientProvider>
  );
}
const startShift = () => act(async () => beginShift(STORE.id, () => "0195f6a8-0000-7000-8000-00000000aaaa"));
const settle = () => act(async () => new Promise((resume) => setTimeout(resume)));

test("an order that rings is reported with the device, once", async () => {
  await startShift();
  const { rerender } = render(page(0));
  rerender(page(1));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  const { id, tenant_id } = boardOrder(1);
  expect(sent).toEqual([{ command: "report_ringing", tenant_id, device_id: thisDevice(), order_ids: [id] }]);
  rerender(page(0));
  rerender(page(1));
  await settle();
  expect(sent).toHaveLength(1);
});

test("a device that the server has not taken yet, or refuses, reports nothing until it is taken", async () => {
  await startShift();
  const { rerender } = render(page(1, { refusal: undefined }));
  await settle();
  rerender(page(1, { refusal: "A store has at most 50 devices" }));
  await settle();
  expect(sent).toEqual([]);
  rerender(page(1));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
});

test("a device that is silent, or has no shift, or belongs to an admin, reports nothing", async () => {
  const { rerender } = render(page(1));
  await settle();
  rerender(page(1, { sound: "blocked" }));
  await startShift();
  await settle();
  rerender(page(1, { role: "admin" }));
  await settle();
  expect(sent).toEqual([]);
  rerender(page(1));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
});
