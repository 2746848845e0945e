import { expect, test } from "vitest";
import { questionEnd } from "./question-end";

const answer_by = "2026-06-05T18:00:00.000Z";

test("a question has an end while its order is in preparation", () => {
  expect(questionEnd({ order_status: "Preparing", answer_by })).toBe(answer_by);
  expect(questionEnd({ order_status: "Preparing", answer_by: null })).toBeNull();
});

test.each(["Order Received", "Out for Delivery", "Delivered", "Cancelled"] as const)(
  "an order that is %s asks nothing, whatever was left open",
  (order_status) => expect(questionEnd({ order_status, answer_by })).toBeNull(),
);
