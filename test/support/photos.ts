import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** The location in the metadata of `phonePhoto`. */
export const LOCATION = {
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "53/1 33/1 2/1", GPSDateStamp: "2026:11:26" },
};
export const CAMERA = "Pocket 9";

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "white",
      noise: { type: "gaussian", mean: 128, sigma: 45 },
    },
  });

/** A JPEG of about 12 MB as a phone takes it: lying on its side, with its location and its maker. */
export function phonePhoto(): Promise<Buffer> {
  return noise(4_200, 2_800)
    .jpeg({ quality: 97 })
    .withExif({ IFD0: { Make: CAMERA }, ...LOCATION })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** Returns a PNG of about 18 MB, which is much smaller as a JPEG. */
export function noisyPhoto(): Promise<Buffer> {
  return noise(3_000, 2_000).png({ compressionLevel: 0 }).toBuffer();
}

/** No two are equal. */
export function smallPhoto(width = 400, height = 300): Promise<Buffer> {
  return noise(width, height).jpeg().toBuffer();
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A valid PNG of less than 100 KB with 400 megapixels. */
export function decompressionBomb(): Buffer {
  const side = 20_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit for each pixel, in grey.
  header.writeUInt8(1, 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc((side / 8 + 1) * side))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
