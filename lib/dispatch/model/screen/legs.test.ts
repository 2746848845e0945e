import { describe, expect, test } from "vitest";
import { dispatchOrder, dispatchRider, riderId } from "@/test/support/dispatch-views";
import { legsOf } from "./legs";

const order = dispatchOrder(1, { rider_id: riderId(1), rider_state: "accepted" });
const { store_place: store, door_place: door } = order;
const rita = dispatchRider(1, "Rita Holm");
const here = { lat: rita.position?.lat, lng: rita.position?.lng };
const other = { lat: 54.33, lng: 10.14 };
const stop = (order_id: string, kind: "pick_up" | "drop_off", place: typeof store) => ({
  order_id,
  order_code: "ABC",
  kind,
  name: "x",
  place,
  expected_at: null,
});

describe("the way of an order", () => {
  test("leads from its rider to the store, and with the food to the door", () => {
    expect(legsOf(order, [rita])).toEqual([
      { from: here, to: store, hasFood: false },
      { from: store, to: door, hasFood: true },
    ]);
  });

  test("follows the rider's stops up to its own door", () => {
    const busy = {
      ...rita,
      stops: [
        stop(order.id, "pick_up", store),
        stop(dispatchOrder(2).id, "drop_off", other),
        stop(order.id, "drop_off", door),
        stop(dispatchOrder(3).id, "drop_off", other),
      ],
    };
    expect(legsOf(order, [busy])).toEqual([
      { from: here, to: store, hasFood: false },
      { from: store, to: other, hasFood: true },
      { from: other, to: door, hasFood: true },
    ]);
  });

  test("is with food all along once it was picked up", () => {
    const carrying = { ...rita, stops: [stop(order.id, "drop_off", door)] };
    expect(legsOf(order, [carrying])).toEqual([{ from: here, to: door, hasFood: true }]);
  });

  test("begins at the store where nobody has it, or the rider's place is not known", () => {
    const fromStore = [{ from: store, to: door, hasFood: true }];
    expect(legsOf(dispatchOrder(1), [rita])).toEqual(fromStore);
    expect(legsOf(order, [{ ...rita, position: null }])).toEqual(fromStore);
  });

  test("is nothing where no place is known", () => {
    expect(legsOf(dispatchOrder(1, { store_place: null, door_place: null }), [rita])).toEqual([]);
  });
});
