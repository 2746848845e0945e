import * as fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { decompressionBomb, smallPhoto } from "@/test/support/photos";
import { decodePhoto } from "./decode-photo";

const photo = sharp(await smallPhoto(48, 32));
const FORMATS = {
  jpeg: await photo.clone().jpeg().toBuffer(),
  png: await photo.clone().png().toBuffer(),
  webp: await photo.clone().webp().toBuffer(),
  avif: await photo.clone().avif({ effort: 0 }).toBuffer(),
};

test.each(Object.entries(FORMATS))("a %s is read", async (_format, file) => {
  expect(await decodePhoto(file)).toMatchObject({ ok: true, width: 48, height: 32, files: [{ width: 48 }] });
});

test("files that are cut off or have other bytes in places are read or refused, and never throw", async () => {
  const broken = fc
    .record({
      file: fc.constantFrom(...Object.values(FORMATS)),
      end: fc.double({ min: 0, max: 1, noNaN: true }),
      changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
    })
    .map(({ file, end, changes }) => {
      const bytes = Uint8Array.from(file);
      for (const [at, byte] of changes) bytes[at % bytes.byteLength] = byte;
      return bytes.subarray(0, Math.ceil(bytes.byteLength * (end < 0.5 ? 1 : end)));
    });
  await fc.assert(
    fc.asyncProperty(broken, async (file) => {
      const read = await decodePhoto(file);
      if (read.ok) expect(read.files.length).toBeGreaterThan(0);
      else expect(read.fault).toMatch(/^(not_an_image|heic|damaged|too_many_pixels)$/);
    }),
    { numRuns: 60 },
  );
});

test("a decompression bomb is refused by its header, whatever follows", async () => {
  const bomb = decompressionBomb();
  for (const end of [bomb.byteLength, 100])
    expect(await decodePhoto(bomb.subarray(0, end))).toEqual({ ok: false, fault: "too_many_pixels" });
});

test("a photo that is very tall has no two files of the same width", async () => {
  const read = await decodePhoto(await sharp(await smallPhoto(8, 3_000)).toBuffer());
  expect(read).toMatchObject({ ok: true, height: 1_280 });
  const widths = read.ok ? read.files.map(({ width }) => width) : [];
  expect(new Set(widths).size).toBe(widths.length);
});
