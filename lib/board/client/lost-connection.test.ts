import fc from "fast-check";
import { expect, test } from "vitest";
import { type BoardConnection, READ_IS_LATE_MS, WARN_AFTER_MS, withoutOrdersSince } from "./lost-connection";

const OPENED = 1_000_000;
const connection = (over: Partial<BoardConnection> = {}): BoardConnection => ({
  state: "offline",
  lostAt: OPENED + 60_000,
  lastFrame: OPENED + 55_000,
  openedAt: OPENED,
  readAt: null,
  isReadFailing: false,
  ...over,
});

const states = fc.constantFrom<BoardConnection["state"]>(
  "connecting",
  "live",
  "offline",
  "refused",
  "limited",
  "signed_out",
);
const moment = fc.integer({ min: OPENED, max: OPENED + 600_000 });
const any = fc.record({
  state: states,
  lostAt: fc.option(moment),
  lastFrame: fc.option(moment),
  openedAt: fc.constant(OPENED),
  readAt: fc.option(moment),
  isReadFailing: fc.boolean(),
});

test("a live board is never warned about", () => {
  fc.assert(
    fc.property(any, fc.integer({ min: OPENED, max: OPENED + 10_000_000 }), (one, now) => {
      expect(withoutOrdersSince({ ...one, state: "live" }, now)).toBeNull();
    }),
  );
});

test("a board in any state but live that is not read either is warned about after 6 s at the latest", () => {
  fc.assert(
    fc.property(any, fc.nat({ max: 10_000_000 }), (one, more) => {
      fc.pre(one.state !== "live");
      const lostAt = one.lostAt ?? OPENED;
      const unread = { ...one, readAt: one.readAt !== null && one.readAt < lostAt ? one.readAt : null };
      expect(withoutOrdersSince(unread, lostAt + WARN_AFTER_MS + more)).not.toBeNull();
    }),
  );
});

test("a board that is read without a stream is warned about when a read fails or is late", () => {
  const readAt = OPENED + 90_000;
  for (const state of ["offline", "connecting", "refused", "limited"] as const) {
    expect(withoutOrdersSince(connection({ state, readAt }), readAt + READ_IS_LATE_MS - 1)).toBeNull();
    expect(withoutOrdersSince(connection({ state, readAt }), readAt + READ_IS_LATE_MS)).toBe(readAt);
    expect(withoutOrdersSince(connection({ state, readAt, isReadFailing: true }), readAt + 1)).toBe(readAt);
  }
});

test("a short pause, as during a restart of the server, warns of nothing", () => {
  expect(withoutOrdersSince(connection({ state: "connecting" }), OPENED + 60_000 + 5_500)).toBeNull();
  expect(withoutOrdersSince(connection({ lostAt: null, lastFrame: null }), OPENED + 5_500)).toBeNull();
});

test("the time shown is the last moment at which orders certainly arrived", () => {
  const now = OPENED + 120_000;
  expect(withoutOrdersSince(connection(), now)).toBe(OPENED + 55_000);
  expect(withoutOrdersSince(connection({ lastFrame: null, lostAt: null }), now)).toBe(OPENED);
  expect(withoutOrdersSince(connection({ state: "signed_out", lostAt: now }), now)).toBe(OPENED + 55_000);
});

test("a board whose person was signed out is warned about at once", () => {
  const now = OPENED + 60_000;
  expect(withoutOrdersSince(connection({ state: "signed_out", lostAt: now, readAt: now }), now)).toBe(now);
});
