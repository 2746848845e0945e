import { expect, test } from "vitest";
import { noticeKindOf } from "./notices";
import type { TimelineEntry } from "./schema";

const kindOf = (
  action: TimelineEntry["action"],
  from_status: TimelineEntry["to_status"],
  to_status: TimelineEntry["to_status"] = from_status,
) => noticeKindOf({ action, from_status, to_status });

test("customers are told of a rider's steps from the pick-up on", () => {
  expect(kindOf("assign_rider", "Preparing")).toBeNull();
  expect(kindOf("rider_at_store", "Preparing")).toBeNull();
  expect(kindOf("release_rider", "Preparing")).toBeNull();
  expect(kindOf("undo_rider_step", "Preparing")).toBeNull();
  expect(kindOf("set_eta", "Preparing")).toBeNull();
  expect(kindOf("pick_up", "Preparing", "Out for Delivery")).toBe("picked_up");
  expect(kindOf("rider_at_door", "Out for Delivery")).toBe("at_door");
  expect(kindOf("fail_delivery", "Out for Delivery")).toBe("failed");
  expect(kindOf("release_rider", "Out for Delivery", "Preparing")).toBe("rider_changed");
  expect(kindOf("deliver", "Out for Delivery", "Delivered")).toBe("delivery");
});

test("customers are told when a rider takes back what they were told", () => {
  expect(kindOf("undo_rider_step", "Out for Delivery", "Preparing")).toBe("not_picked_up");
  expect(kindOf("undo_rider_step", "Delivered", "Out for Delivery")).toBe("not_handed_over");
  expect(kindOf("undo_rider_step", "Out for Delivery")).toBe("still_coming");
});
