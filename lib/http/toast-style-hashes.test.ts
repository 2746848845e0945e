import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { TOAST_STYLE_HASHES } from "./toast-style-hashes";

const sha256 = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

it("the policy allows the styles of the installed toasts, empty and filled", () => {
  const source = readFileSync(fileURLToPath(import.meta.resolve("sonner")), "utf8");
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1] ?? "";
  expect(TOAST_STYLE_HASHES).toEqual([sha256(""), sha256(JSON.parse(literal))]);
});
