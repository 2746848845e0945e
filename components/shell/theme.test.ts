import { expect, it } from "vitest";
import { parseTheme } from "./theme";

it("takes only the two themes from a cookie; anything else leaves it to the system", () => {
  expect(parseTheme("light")).toBe("light");
  expect(parseTheme("dark")).toBe("dark");
  for (const value of [undefined, "", "DARK", '"><script>']) expect(parseTheme(value)).toBeUndefined();
});
