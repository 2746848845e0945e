import "server-only";
import sharp from "sharp";
import { imageKindOf } from "./image-kind";

export interface PhotoFile {
  width: number;
  bytes: Uint8Array;
}

/** Longest side of each file of a dish, in pixels: a list on a phone, the same on a fine screen, and a whole dialog. */
const SIDES = [320, 640, 1_280];
const QUALITY = 78;
/** A camera with 50 megapixels passes. Decoded, this takes 256 MB. */
const PIXELS_AT_MOST = 64_000_000;
const SECONDS_AT_MOST = 20;

// One thread for each image: the requests of everybody else share the processor.
sharp.concurrency(1);
sharp.cache(false);
// The library reads many formats, some through large parsers: only those below are ever parsed.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif"].map((format) => `VipsForeignLoad${format}Buffer`),
});

export type PhotoFault = "empty" | "not_an_image" | "heic" | "too_many_pixels" | "damaged";

export interface DecodedPhoto {
  ok: true;
  /** Of the largest file. */
  width: number;
  height: number;
  /** The widest is last. */
  files: readonly PhotoFile[];
}

const refuse = (fault: PhotoFault) => ({ ok: false as const, fault });

/** Null: it cannot be read as an image. */
async function sizeOf(file: Uint8Array): Promise<number | null> {
  try {
    // Reads the header only, and must not refuse what is too large in other words than below.
    const { width, height } = await sharp(file, { limitInputPixels: false }).metadata();
    return width * height;
  } catch {
    return null;
  }
}

const inside = (side: number) =>
  ({ width: side, height: side, fit: "inside", withoutEnlargement: true }) as const;

async function encode(file: Uint8Array, sides: readonly number[]): Promise<DecodedPhoto> {
  // Nothing of a file's metadata is kept unless asked for. Its turn and its colours are applied first.
  const { data, info } = await sharp(file, { limitInputPixels: PIXELS_AT_MOST, failOn: "error" })
    .timeout({ seconds: SECONDS_AT_MOST })
    .autoOrient()
    .resize(inside(Math.max(...sides)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const longest = Math.max(width, height);
  const files: PhotoFile[] = [];
  for (const side of [...sides.filter((one) => one < longest), longest]) {
    const image = sharp(data, { raw: { width, height, channels } }).resize(inside(side));
    const encoded = await image.webp({ quality: QUALITY }).toBuffer({ resolveWithObject: true });
    // Sizes of a very tall photo may be of the same width: the last one counts.
    if (files.at(-1)?.width === encoded.info.width) files.pop();
    files.push({ width: encoded.info.width, bytes: encoded.data });
  }
  return { ok: true, width, height, files };
}

/**
 * Reads a photo that somebody sent, and writes it anew as WebP in one file for each of `sides`, upright and without metadata: the
 * place where it was taken is gone. Returns what is wrong with a file that is no photo.
 */
export async function decodePhoto(
  file: Uint8Array,
  sides: readonly number[] = SIDES,
): Promise<DecodedPhoto | { ok: false; fault: PhotoFault }> {
  if (file.byteLength === 0) return refuse("empty");
  const kind = imageKindOf(file);
  if (kind === null) return refuse("not_an_image");
  if (kind === "heic") return refuse("heic");
  const pixels = await sizeOf(file);
  if (pixels === null) return refuse("damaged");
  if (pixels > PIXELS_AT_MOST) return refuse("too_many_pixels");
  try {
    return await encode(file, sides);
  } catch {
    // Everything that the library throws here is about the file: it could be read up to here.
    return refuse("damaged");
  }
}
