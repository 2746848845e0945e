import { env } from "@/lib/env";

/** The store's id is a part of the token and of the host. */
const BLOB_TOKEN = /^vercel_blob_rw_([a-z0-9]+)_/i;

/** Returns the address below which browsers load photos, without a slash at its end: a path when our own server has them. */
export function photoAddress(): string {
  const { S3_PUBLIC_URL, BLOB_READ_WRITE_TOKEN } = env();
  if (S3_PUBLIC_URL !== undefined) return S3_PUBLIC_URL.replace(/\/+$/, "");
  const [, blobStore] = BLOB_TOKEN.exec(BLOB_READ_WRITE_TOKEN ?? "") ?? [];
  return blobStore === undefined
    ? "/api/photos"
    : `https://${blobStore.toLowerCase()}.public.blob.vercel-storage.com`;
}

/** Returns the one foreign origin that pages load images from; null when there is none. */
export function photoOrigin(): string | null {
  const address = photoAddress();
  return URL.canParse(address) ? new URL(address).origin : null;
}
