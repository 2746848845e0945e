import { expect, it } from "vitest";
import { otherLoopback, thirdLoopback } from "./other-loopback";

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

it("has a third name for the loopback, and for no other host", () => {
  expect(thirdLoopback("http://localhost:3000")).toBe("http://rider.localhost:3000");
  expect(thirdLoopback("http://127.0.0.1:4102")).toBe("http://rider.localhost:4102");
  expect(thirdLoopback("http://192.168.0.7:3000")).toBeNull();
});
