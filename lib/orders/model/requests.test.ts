import { describe, expect, it, test } from "vitest";
import { actionFor, STATUS_LIST, statusChangeSchema } from "./requests";

const action = (body: unknown) => actionFor(statusChangeSchema.parse(body));

describe("a requested status", () => {
  test.each([
    [{ order_status: "Preparing" }, { name: "accept" }],
    [
      { order_status: "Preparing", prep_minutes: 25 },
      { name: "accept", prep_minutes: 25 },
    ],
    [{ order_status: "Preparing", ready: true }, { name: "ready" }],
    [{ order_status: "Preparing", ready: false }, { name: "recall" }],
    [
      { order_status: "Preparing", delay_minutes: 10 },
      { name: "delay", minutes: 10, note: "" },
    ],
    [{ order_status: "Out for Delivery" }, { name: "hand_over" }],
    [{ order_status: "Delivered" }, { name: "deliver" }],
    [
      { order_status: "Cancelled", reason: "TOO_BUSY" },
      { name: "cancel", reason: "TOO_BUSY", note: "" },
    ],
    [{ order_status: "Cancelled" }, { name: "cancel", reason: "OTHER", note: "Cancelled through the API" }],
  ])("%j becomes the action %j", (body, expected) => {
    expect(action(body)).toEqual(expected);
  });

  it("cannot be Order Received again", () =>
    expect(action({ order_status: "Order Received" })).toBe("unreachable"));

  test.each(["preparing", "Ready", "", 7, null, undefined, ["Preparing"]])(
    "is unknown when it is %j",
    (order_status) => {
      expect(action({ order_status })).toBeNull();
    },
  );
});

it("lists the five statuses as the documented contract does", () => {
  expect(STATUS_LIST).toBe("Order Received, Preparing, Out for Delivery, Delivered, Cancelled");
});
