// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { forgetAskedShifts } from "@/hooks/board/own-shift";
import { StoreContext } from "@/hooks/board/store-context";
import { removeDataOf } from "@/hooks/browser/personal-data";
import { beginShift, endShift, readEndedShift } from "@/lib/board/client/change-shift";
import { writeText } from "@/lib/board/client/preferences";
import type { BoardRole } from "@/lib/board/model/steps";
import partner from "@/messages/en/partner.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, STORE } from "@/test/support/store-views";
import { DeviceContact } from "./device-contact";

const SHIFT_ID = "0195f6a8-0000-7000-8000-00000000aaaa";
const OTHER = "0195f6a8-0000-7000-8000-0000000000ff";
const { wrapper: Stream } = makePageStream();

interface Request {
  readonly command: string;
  readonly input: Record<string, unknown>;
  readonly keepalive: boolean;
}
let requests: Request[] = [];
let refusals: (string | null | undefined)[] = [];
const setRefusal = (refusal: string | null | undefined) => void refusals.push(refusal);
let isFull = false;
let isOffline = false;
const FULL = { ok: false, code: "conflict", message: "A store has at most 50 devices" };

beforeEach(() => {
  requests = [];
  refusals = [];
  isFull = false;
  isOffline = false;
  vi.stubGlobal("fetch", async (path: string, { body, keepalive }: { body: string; keepalive: boolean }) => {
    const command = path.split("/").at(-1) ?? "";
    requests.push({ command, input: JSON.parse(body), keepalive });
    if (isOffline) throw new TypeError("Failed to fetch");
    if (isFull && command === "device_heartbeat") return Response.json(FULL, { status: 409 });
    const data = command === "end_device" ? null : { next_in_ms: 60_000 };
    return Response.json({ ok: true, data });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  forgetAskedShifts();
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
const noteShift = (tenantId = STORE.id) => beginShift(tenantId, () => SHIFT_ID);
const startShift = (isOn = true) => act(async () => (isOn ? noteShift() : endShift(STORE.id)));
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
  const input = { tenant_id: STORE.id, device_id, shift_id: SHIFT_ID };
  expect(requests[3]).toEqual({ command: "end_device", input, keepalive: true });
  expect(new Set(requests.map(({ input }) => input.shift_id))).toEqual(new Set([SHIFT_ID]));
  expect(new Set(requests.map(({ input }) => input.device_id)).size).toBe(1);
});

test("a shift that was on before a reload is reported, with a name that the server takes", async () => {
  noteShift();
  writeText("local", "platewire.device.name", "x".repeat(41));
  render(page("blocked"));
  await arrived(1);
  expect(requests[0]).toMatchObject({
    input: { name: expect.stringMatching(/^Tablet /), is_sound_on: false },
  });
});

test("a shift that is on at another store makes this browser no device of this one", async () => {
  noteShift(OTHER);
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
  await vi.waitFor(() => expect(refusals.at(-1)).toBeUndefined());
});

test("the end of a shift that could not be sent is sent by the next page of the store", async () => {
  const { unmount } = render(page("on"));
  await startShift();
  await arrived(1);
  isOffline = true;
  await startShift(false);
  await arrived(2);
  unmount();
  isOffline = false;
  render(page("on"));
  await arrived(3);
  expect(requests.slice(1).map(({ command }) => command)).toEqual(["end_device", "end_device"]);
  expect(requests[2]?.input).toEqual(requests[1]?.input);
  await vi.waitFor(() => expect(readEndedShift(STORE.id)).toBeNull());
});

test("a new shift makes the end of the last one, which could not be sent, needless", async () => {
  noteShift();
  endShift(STORE.id);
  noteShift();
  render(page("on"));
  await arrived(1);
  expect(requests[0]).toMatchObject({ command: "device_heartbeat" });
  expect(readEndedShift(STORE.id)).toBeNull();
});

test("signing out ends the heartbeats, and no page reports the end: the server knows it from the sign-out", async () => {
  const { rerender } = render(page("on"));
  await startShift();
  await arrived(1);
  await act(async () => removeDataOf("ana"));
  rerender(page("blocked"));
  await startShift();
  await arrived(2);
  expect(requests.map(({ command }) => command)).toEqual(["device_heartbeat", "device_heartbeat"]);
});

test("an admin who looks at the board is no device of the kitchen", async () => {
  noteShift();
  const { rerender } = render(page("blocked", "admin"));
  rerender(page("on"));
  await arrived(1);
  expect(requests[0]).toMatchObject({ input: { is_sound_on: true } });
});

/** A browser whose other tab holds these locks. */
function holdElsewhere(...names: string[]) {
  const held = new Set(names);
  vi.stubGlobal("navigator", {
    ...navigator,
    locks: {
      request: (name: string, _: unknown, hold: (lock: object | null) => Promise<void>) => {
        const isFree = !held.has(name);
        held.add(name);
        return hold(isFree ? {} : null);
      },
    },
  });
}

test("a tab that was duplicated has a shift of its own, which ends without that of its original", async () => {
  noteShift();
  holdElsewhere(`platewire.shift.${SHIFT_ID}`);
  render(page("on"));
  await arrived(1);
  const { shift_id } = requests[0]?.input ?? {};
  expect(shift_id).toMatch(/^[\da-f-]{36}$/);
  expect(shift_id).not.toBe(SHIFT_ID);
  await startShift(false);
  await arrived(2);
  expect(requests[1]).toMatchObject({ command: "end_device", input: { shift_id } });
});

test("a page that is shown again keeps the shift that it holds", async () => {
  noteShift();
  holdElsewhere();
  const { unmount } = render(page("on"));
  await arrived(1);
  unmount();
  render(page("on"));
  await arrived(2);
  expect(requests.map(({ input }) => input.shift_id)).toEqual([SHIFT_ID, SHIFT_ID]);
});
