import { expect, test } from "vitest";
import { isNewStore } from "./new-store";

const NOW = Date.parse("2026-11-26T12:00:00Z");

test.each([
  ["2026-11-26T11:00:00Z", true],
  ["2026-10-27T12:00:01Z", true],
  ["2026-10-27T12:00:00Z", false],
  ["2024-01-01T00:00:00Z", false],
])("a restaurant that joined at %s is new on 26 November: %s", (created_at, isNew) => {
  expect(isNewStore({ created_at }, NOW)).toBe(isNew);
});
