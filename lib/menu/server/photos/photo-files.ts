import "server-only";
import { createHash } from "node:crypto";
import type { menuPhotos } from "@/lib/db/schema/menu";
import { photoAddress } from "@/lib/http/photo-address";
import type { Photo } from "@/lib/menu/model/photo/photo";
import type { PhotoFile } from "@/lib/photos/decode-photo";

type PhotoRow = Pick<typeof menuPhotos.$inferSelect, "key" | "width" | "height" | "widths">;

/** Names of files, which also are the last part of their addresses. */
const FILE = /^[0-9a-f-]{36}\/[0-9a-f]{32}\/[1-9]\d{0,4}\.webp$/;

/** True for names that `fileNames` can return. No other name reaches a storage: one might lead out of its folder. */
export function isPhotoFile(name: string): boolean {
  return FILE.test(name);
}

/**
 * Names a photo by its content, so that a file never changes under its address. Equal photos of one restaurant share their
 * files; those of others do not, so that nobody can tell what another one has. `salt` gives equal photos different names.
 */
export function photoKey(tenantId: string, files: readonly PhotoFile[], salt = ""): string {
  const hash = createHash("sha256").update(salt);
  for (const { bytes } of files) hash.update(bytes);
  return `${tenantId}/${hash.digest("hex").slice(0, 32)}`;
}

export const fileName = (key: string, width: number) => `${key}/${width}.webp`;

export const fileNames = ({ key, widths }: Pick<PhotoRow, "key" | "widths">) =>
  widths.map((width) => fileName(key, width));

export function toPhoto({ key, width, height, widths }: PhotoRow): Photo {
  const address = photoAddress();
  const urlOf = (of: number) => `${address}/${fileName(key, of)}`;
  return { url: urlOf(width), width, height, sources: widths.map((of) => ({ url: urlOf(of), width: of })) };
}
