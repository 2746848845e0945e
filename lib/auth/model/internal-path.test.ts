import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { internalPath } from "./internal-path";

const HERE = "http://localhost:3000";

describe("internalPath", () => {
  it.each([
    ["/orders", "/orders"],
    ["/orders?page=2#top", "/orders?page=2#top"],
    [`${HERE}/partner/sushi-bar`, "/partner/sushi-bar"],
    ["/sushi-bar/../orders", "/orders"],
    ["orders", "/orders"],
  ])("accepts %s", (value, path) => {
    expect(internalPath(value, "/", HERE)).toBe(path);
  });

  it.each([
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "/.//evil.test",
    `${HERE}//evil.test`,
    "https://evil.test/orders",
    "http://localhost:3000@evil.test/",
    "http://localhost:3000.evil.test/",
    "https://localhost:3000/orders",
    "javascript:alert(1)",
    "data:text/html,hello",
    "http://[",
    "",
    undefined,
    null,
    ["/orders"],
  ])("returns the fallback for %j", (value) => {
    expect(internalPath(value, "/home", HERE)).toBe("/home");
  });

  it("returns the fallback for overlong values", () => {
    expect(internalPath(`/${"x".repeat(3_000)}`, "/home", HERE)).toBe("/home");
  });

  it.each(["/signin", "/signin?callbackUrl=/signin", "/signout", "/api/auth/signout"])(
    "returns the fallback for %s, which would redirect in a loop",
    (value) => {
      expect(internalPath(value, "/", HERE)).toBe("/");
    },
  );

  it("never returns a path outside the application", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "//",
      "evil.test",
      "@",
      ":",
      "http:",
      "\t",
      "\n",
      "?",
      "#",
      "%2f",
    );
    const anything = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(anything, (value) => {
        expect(new URL(internalPath(value, "/", HERE), HERE).origin).toBe(HERE);
      }),
    );
  });
});
