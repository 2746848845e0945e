import { describe, expect, test } from "vitest";
import { at } from "@/test/support/board-orders";
import { dispatchRider } from "@/test/support/dispatch-views";
import { ridersWhereTheyAre, withPosition } from "./merge-view";

const rider = dispatchRider(1, "Rita Holm");
const place = (time: string, lat: number) => ({
  seq: 1,
  lat,
  lng: 10.1,
  accuracy: 5,
  heading: null,
  speed: null,
  at: time,
});

describe("the place of a rider", () => {
  test("is the newer of what was read and what the stream has told", () => {
    const newer = withPosition(new Map(), rider.id, place(at(18, 24), 54.4));
    expect(ridersWhereTheyAre([rider], newer)[0]?.position?.lat).toBe(54.4);
    const older = withPosition(new Map(), rider.id, place(at(18, 22), 54.4));
    expect(ridersWhereTheyAre([rider], older)[0]).toBe(rider);
  });

  test("never goes back to an older one of the stream", () => {
    const known = withPosition(new Map(), rider.id, place(at(18, 24), 54.4));
    expect(withPosition(known, rider.id, place(at(18, 23), 54.5))).toBe(known);
  });

  test("comes from the stream alone where none was read", () => {
    const unseen = { ...rider, position: null };
    const told = withPosition(new Map(), rider.id, place(at(18, 20), 54.4));
    expect(ridersWhereTheyAre([unseen], told)[0]?.position?.lat).toBe(54.4);
    expect(ridersWhereTheyAre([unseen], new Map())[0]?.position).toBeNull();
  });
});
