import { expect, it } from "vitest";
import { parseTheme } from "./theme";

it("accepts only the two themes from a cookie, and falls back to the system for other values", () => {
  expect(parseTheme("light")).toBe("light");
  expect(parseTheme("dark")).toBe("dark");
  for (const value of [undefined, "", "DARK", '"><script>']) expect(parseTheme(value)).toBeUndefined();
});
