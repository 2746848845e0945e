import { expect, it } from "vitest";
import { otherLoopback } from "./other-loopback";

it.each([
  ["http://localhost:3000", "http://127.0.0.1:3000"],
  ["http://127.0.0.1:4102", "http://localhost:4102"],
])("%s is also reachable as %s", (here, there) => {
  expect(otherLoopback(here)).toBe(there);
});

it("returns null for hosts other than the loopback", () => {
  expect(otherLoopback("http://192.168.0.7:3000")).toBeNull();
  expect(otherLoopback("https://demo.example.com")).toBeNull();
});
