import fc from "fast-check";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { RESERVED_SLUGS, slugOf, slugSchema } from "./slug";

const isAllowed = (slug: string) => z.safeParse(slugSchema, slug).success;

it("suggests the address that a name has, for any name with letters enough", () => {
  expect(slugOf("Café Ölberg & Söhne")).toBe("cafe-olberg-sohne");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
      const slug = slugOf(name);
      expect(isAllowed(slug)).toBe(slug.length >= 3 && !RESERVED_SLUGS.includes(slug));
    }),
  );
});

it.each([
  "ab",
  "Sushi",
  "sushi--bar",
  "-sushi",
  "sushi-",
  "sushi bar",
  "süßes",
  "admin",
  "api",
  "join",
  "a".repeat(41),
])("refuses %s", (slug) => expect(isAllowed(slug)).toBe(false));
