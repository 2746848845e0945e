import { expect, it } from "vitest";
import { newOrderCode } from "./code";

it("makes readable codes without letters that look alike", () => {
  const codes = Array.from({ length: 2000 }, newOrderCode);
  for (const code of codes) expect(code).toMatch(/^ORD-[2-9A-HJKMNP-TV-Z]{6}$/);
  expect(new Set(codes).size).toBeGreaterThan(1990);
});
