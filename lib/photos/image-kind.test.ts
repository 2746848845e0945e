import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { imageKindOf } from "./image-kind";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ["\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"],
  ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"],
  ["RIFF\x24\0\0\0WEBPVP8 ", "webp"],
  ["\0\0\0\x20ftypavif\0\0\0\0mif1miaf", "avif"],
  ["\0\0\0\x20ftypmif1\0\0\0\0avifmiaf", "avif"],
  ["\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"],
  ["RIFF\x24\0\0\0WAVEfmt ", null],
  ["\0\0\0\x18ftypmp42\0\0\0\0isommp42", null],
  ["GIF89a", null],
  ["<svg xmlns=", null],
  ["%PDF-1.7", null],
  ["", null],
])("a file that begins with %j is of the kind %s", (head, kind) => {
  expect(imageKindOf(bytes(head))).toBe(kind);
});

test("any bytes have an answer, and no text is an image", () => {
  holds(fc.property(fc.uint8Array({ maxLength: 100 }), (file) => void imageKindOf(file)));
  holds(
    fc.property(fc.stringMatching(/^[\t\n\r -~]{0,100}$/), (text) => {
      fc.pre(!/^RIFF....WEBP|^....ftyp/s.test(text));
      expect(imageKindOf(bytes(text))).toBeNull();
    }),
  );
});
