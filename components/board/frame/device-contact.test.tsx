// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { writeFlag, writeText } from "@/lib/board/client/preferences";
import type { BoardRole } from "@/lib/board/model/steps";
import partner from "@/messages/en/partner.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, STORE } from "@/test/support/store-views";
import { DeviceContact } from "./device-contact";

const SHIFT = `platewire.shift.${STORE.id}`;
const { wrapper: Stream } = makePageStream();

interface Request {
  readonly command: string;
  readonly input: Record<string, unknown>;
}
let requests: Request[] = [];
let refusals: (string | null)[] = [];
const setRefusal = (refusal: string | null) => void refusals.push(refusal);
let isFull = false;
const FULL = { ok: false, code: "conflict", message: "A store has at most 50 devices" };

beforeEach(() => {
  requests = [];
  refusals = [];
  isFull = false;
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    const command = path.split("/").at(-1) ?? "";
    requests.push({ command, input: JSON.parse(body) });
    if (isFull && command === "device_heartbeat") return Response.json(FULL, { status: 409 });
    const data = command === "end_device" ? null : { next_in_ms: 60_000 };
    return Response.json({ ok: true, data });
  });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

function page(sound: "on" | "blocked", role: BoardRole = "partner") {
  const store = { tenant: STORE, roles: [role], renderedAt: 0, since: undefined };
  const { shift } = liveBoard([]);
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <Stream>
        <StoreContext value={store}>
          <LiveBoardContext value={liveBoard([], { shift: { ...shift, sound, setRefusal } })}>
            <DeviceContact />
          </LiveBoardContext>
        </StoreContext>
      </Stream>
    </NextIntlClientProvider>
  );
}
const startShift = (isOn = true) => act(async () => writeFlag("session", SHIFT, isOn));
const arrived = (count: number) => vi.waitFor(() => expect(requests).toHaveLength(count));

test("a device says nothing before its shift, reports its state during it, and its end once", async () => {
  const { rerender } = render(page("on"));
  await startShift(false);
  expect(requests).toEqual([]);
  await startShift();
  await arrived(1);
  const [first] = requests;
  expect(first).toMatchObject({
    command: "device_heartbeat",
    input: { tenant_id: STORE.id, name: expect.stringMatching(/^Tablet [0-9A-F]{4}$/), is_sound_on: true },
  });
  rerender(page("blocked"));
  await arrived(2);
  expect(requests[1]).toMatchObject({ input: { is_sound_on: false } });
  await act(async () => writeText("local", "platewire.device.name", " Pass "));
  await arrived(3);
  expect(requests[2]).toMatchObject({ input: { name: "Pass" } });
  await startShift(false);
  await arrived(4);
  const { device_id } = first?.input ?? {};
  expect(requests[3]).toEqual({ command: "end_device", input: { tenant_id: STORE.id, device_id } });
  expect(new Set(requests.map(({ input }) => input.device_id)).size).toBe(1);
});

test("a shift that was on before a reload is reported, with a name that the server takes", async () => {
  writeFlag("session", SHIFT, true);
  writeText("local", "platewire.device.name", "x".repeat(41));
  render(page("blocked"));
  await arrived(1);
  expect(requests[0]).toMatchObject({
    input: { name: expect.stringMatching(/^Tablet /), is_sound_on: false },
  });
});

test("a shift that is on at another store makes this browser no device of this one", async () => {
  writeFlag("session", "platewire.shift.0195f6a8-0000-7000-8000-0000000000ff", true);
  const { rerender } = render(page("on"));
  await startShift();
  await startShift(false);
  await arrived(2);
  rerender(page("blocked"));
  expect(requests.map(({ command }) => command)).toEqual(["device_heartbeat", "end_device"]);
});

test("a device that the server refuses says why, until it is taken or its shift ends", async () => {
  isFull = true;
  const { rerender } = render(page("on"));
  await startShift();
  await vi.waitFor(() => expect(refusals).toEqual([FULL.message]));
  isFull = false;
  rerender(page("blocked"));
  await vi.waitFor(() => expect(refusals).toEqual([FULL.message, null]));
  isFull = true;
  rerender(page("on"));
  await vi.waitFor(() => expect(refusals.at(-1)).toBe(FULL.message));
  await startShift(false);
  await vi.waitFor(() => expect(refusals.at(-1)).toBeNull());
});

test("an admin who looks at the board is no device of the kitchen", async () => {
  writeFlag("session", SHIFT, true);
  const { rerender } = render(page("blocked", "admin"));
  rerender(page("on"));
  await arrived(1);
  expect(requests[0]).toMatchObject({ input: { is_sound_on: true } });
});
