import "server-only";
import { join, resolve } from "node:path";
import { env } from "@/lib/env";
import { folderStorage } from "./folder-storage";
import type { PhotoStorage } from "./photo-storage";
import { s3Storage } from "./s3-storage";
import { blobStorage } from "./vercel-blob-storage";

/** Chosen by the environment. Null: this server keeps no photos. */
export function photoStorage(): PhotoStorage | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, ...rest } = env();
  if (
    S3_ENDPOINT !== undefined &&
    S3_BUCKET !== undefined &&
    S3_ACCESS_KEY_ID !== undefined &&
    S3_SECRET_ACCESS_KEY !== undefined
  )
    return s3Storage({
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    });
  const { BLOB_READ_WRITE_TOKEN, DATA_DIR, VERCEL } = rest;
  if (BLOB_READ_WRITE_TOKEN !== undefined) return blobStorage(BLOB_READ_WRITE_TOKEN);
  // The disk of an instance there ends with the instance.
  return VERCEL === undefined ? folderStorage(join(resolve(DATA_DIR), "photos")) : null;
}
