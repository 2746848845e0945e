import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventKey, newWitness } from "./sightings";
import { isClean, judge } from "./verdict";

const ORDER = randomUUID();
const OTHER = randomUUID();
const CHANNEL = "user:lena";
const frame = (offset: number, version: number, order_id = ORDER) => ({
  channel: CHANNEL,
  offset,
  order_id,
  version,
});
const key = (version: number) => eventKey(CHANNEL, "order_status_update", ORDER, version);
const owed = [key(1), key(2), key(3)];

function witnessOf(...frames: ReturnType<typeof frame>[]) {
  const witness = newWitness();
  witness.connected();
  for (const data of frames) witness.event("order_status_update", data);
  return witness;
}

describe("the verdict on a watcher's events", () => {
  it("is clean when all events came once and in order, among events of other orders", () => {
    const { seen } = witnessOf(frame(8, 1), frame(9, 1, OTHER), frame(10, 2), frame(11, 3));
    expect(judge(owed, seen)).toMatchObject({ owed: 3, got: 3, missing: 0, doubled: 0, disordered: 0 });
    expect(isClean(judge(owed, seen))).toBe(true);
  });

  it("names a missing event and the gap it left", () => {
    const { seen } = witnessOf(frame(8, 1), frame(10, 3));
    expect(judge(owed, seen)).toMatchObject({ got: 2, missing: 1, disordered: 1 });
  });

  it("names an event that came twice over one connection", () => {
    const { seen } = witnessOf(frame(8, 1), frame(9, 2), frame(9, 2), frame(10, 3));
    expect(judge(owed, seen)).toMatchObject({ got: 3, doubled: 1 });
  });

  it("names a change that was published at two offsets", () => {
    const { seen } = witnessOf(frame(8, 1), frame(9, 2), frame(10, 2), frame(11, 3));
    expect(judge(owed, seen)).toMatchObject({ doubled: 1 });
  });

  it("allows a repetition after a reconnect, which clients drop by offset", () => {
    const witness = witnessOf(frame(8, 1), frame(9, 2));
    witness.connected();
    witness.event("order_status_update", frame(9, 2));
    witness.event("order_status_update", frame(10, 3));
    expect(judge(owed, witness.seen)).toMatchObject({ got: 3, doubled: 0, dropped: 1, reconnects: 1 });
  });

  it("names an event that came after a later one", () => {
    const { seen } = witnessOf(frame(8, 1), frame(10, 3), frame(9, 2));
    expect(judge(owed, seen)).toMatchObject({ got: 3, missing: 0 });
    expect(isClean(judge(owed, seen))).toBe(false);
  });

  it("expects nothing on a channel after its reset", () => {
    const witness = witnessOf(frame(8, 1));
    witness.reset({ channel: CHANNEL, offset: 10 });
    witness.event("order_status_update", frame(11, 4));
    expect(judge(owed, witness.seen)).toMatchObject({ got: 1, missing: 0, disordered: 0, resets: 1 });
  });
});
