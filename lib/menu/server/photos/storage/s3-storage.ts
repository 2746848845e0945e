import "server-only";
import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { PHOTO_HEADERS } from "@/lib/menu/server/photos/photo-headers";
import type { PhotoStorage } from "./photo-storage";

interface Bucket {
  /** Such as https://s3.eu-central-1.amazonaws.com, or that of another provider with the same protocol. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

interface SignedRequest {
  method: "PUT" | "DELETE";
  body?: Uint8Array<ArrayBuffer>;
  headers?: Readonly<Record<string, string>>;
}

/** For one file; a failed request is sent twice again. */
const TIMEOUT_MS = 15_000;
const RETRIES = 2;

/** Keeps the files in a bucket of Amazon S3, Cloudflare R2, MinIO or the like, whose files the public can read. */
export function s3Storage({ endpoint, bucket, ...credentials }: Bucket): PhotoStorage {
  const client = new AwsClient({ ...credentials, service: "s3", retries: RETRIES });
  const address = `${endpoint.replace(/\/+$/, "")}/${encodeURIComponent(bucket)}`;

  async function send(
    name: string,
    { method, body = new Uint8Array(), headers }: SignedRequest,
    accepted: readonly number[],
  ): Promise<void> {
    const response = await client.fetch(`${address}/${name}`, {
      method,
      ...(method === "PUT" && { body }),
      // With the hash the signature covers the content, too.
      headers: { ...headers, "X-Amz-Content-Sha256": createHash("sha256").update(body).digest("hex") },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!accepted.includes(response.status))
      throw new Error(`The photo storage answered ${method} with ${response.status}`);
  }

  return {
    put: (name, bytes) =>
      send(name, { method: "PUT", body: Uint8Array.from(bytes), headers: PHOTO_HEADERS }, [200, 201, 204]),
    remove: async (names) => {
      for (const name of names) await send(name, { method: "DELETE" }, [200, 202, 204, 404]);
    },
  };
}
