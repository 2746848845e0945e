import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isPhotoFile } from "@/lib/menu/server/photos/photo-files";
import { holds } from "@/test/support/holds";
import { type S3Server, startS3 } from "@/test/support/s3-server";
import { folderStorage } from "./folder-storage";
import { s3Storage } from "./s3-storage";
import { blobStorage } from "./vercel-blob-storage";

const KEY = "019a0000-0000-7000-8000-000000000001/0123456789abcdef0123456789abcdef";
const NAME = `${KEY}/640.webp`;
const bytes = Buffer.from("RIFF a picture");

describe("a folder", () => {
  let outside: string;
  let folder: string;
  beforeEach(() => {
    outside = mkdtempSync(join(tmpdir(), "photos-"));
    folder = join(outside, "photos");
  });
  afterEach(() => rmSync(outside, { recursive: true }));

  test("keeps, returns and removes files, and removing twice is no error", async () => {
    const storage = folderStorage(folder);
    await storage.put(NAME, bytes);
    await storage.put(NAME, bytes);
    expect(await storage.read?.(NAME)).toEqual(bytes);
    for (let time = 0; time < 2; time += 1) await storage.remove([NAME]);
    expect(await storage.read?.(NAME)).toBeNull();
    expect(existsSync(join(folder, KEY))).toBe(false);
  });

  test("is left by no name", async () => {
    const storage = folderStorage(folder);
    const secret = join(outside, "secret.webp");
    writeFileSync(secret, "secret");
    const names = [
      "../secret.webp",
      `${KEY}/../../../secret.webp`,
      `${KEY}/640.webp/../../../../secret.webp`,
      secret,
      `${KEY}/640.webp\0`,
      `${KEY}/640.webp\n`,
      `${KEY.replace("/", "\\")}/640.webp`,
      "",
    ];
    for (const name of names) {
      await expect(storage.put(name, bytes), name).rejects.toThrow("not the name");
      await expect(storage.remove([name]), name).rejects.toThrow("not the name");
      await expect(storage.read?.(name), name).rejects.toThrow("not the name");
    }
    expect(existsSync(secret)).toBe(true);
  });

  test("knows names that stay in it, and no others", () => {
    const part = fc.constantFrom("..", ".", "/", "\\", "\0", "640.webp", "%2e", KEY, "a", "-", "");
    holds(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const name = parts.join("");
        const isInside = /^[\w-]+\/\w+\/\d+\.webp$/.test(name);
        expect(isPhotoFile(name) && !isInside).toBe(false);
      }),
    );
    expect(isPhotoFile(NAME)).toBe(true);
  });
});

describe("a bucket of S3", () => {
  const credentials = {
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "a secret/with+signs",
    region: "eu-central-1",
  };
  let server: S3Server;
  beforeEach(async () => {
    server = await startS3(credentials);
  });
  afterEach(() => server.stop());
  const storageWith = (over: object = {}) =>
    s3Storage({ ...credentials, endpoint: `${server.endpoint}/`, bucket: "photos", ...over });

  test("gets files by signed requests, with their type and for how long they may be kept", async () => {
    await storageWith().put(NAME, bytes);
    expect(server.refused).toEqual([]);
    expect(Object.fromEntries(server.files)).toEqual({
      [`photos/${NAME}`]: {
        bytes,
        type: "image/webp",
        cacheControl: "public, max-age=31536000, immutable",
      },
    });
  });

  test("loses files by signed requests, also those that it does not have", async () => {
    const storage = storageWith();
    await storage.put(NAME, bytes);
    await storage.remove([NAME, `${KEY}/320.webp`]);
    expect(server.files.size).toBe(0);
    expect(server.refused).toEqual([]);
  });

  test("is asked again when it fails for a moment", async () => {
    server.failures.push(503, 500);
    await storageWith().put(NAME, bytes);
    expect(server.files.size).toBe(1);
  });

  test("that refuses the secret or keeps failing is an error, which does not have the secret in it", async () => {
    const wrong = storageWith({ secretAccessKey: "another secret" }).put(NAME, bytes);
    await expect(wrong).rejects.toThrow("answered PUT with 403");
    await expect(wrong).rejects.not.toThrow("another secret");
    expect(server.refused).toEqual(["the signature"]);
    server.failures.push(500, 500, 500);
    await expect(storageWith().remove([NAME])).rejects.toThrow("answered DELETE with 500");
  });
});

test("a store of Vercel Blob gets files under their own names, and loses them", async () => {
  const asked: { method: string; path: string; headers: Record<string, unknown>; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    asked.push({ method, path: url, headers, body: await buffer(request) });
    const name = new URL(url, "http://localhost").searchParams.get("pathname");
    const address = `https://abc123.public.blob.vercel-storage.com/${name}`;
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(
      JSON.stringify({ url: address, downloadUrl: address, pathname: name, contentType: "image/webp" }),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = (({ port: own }) => own)(Object(server.address()));
  vi.stubEnv("VERCEL_BLOB_API_URL", `http://127.0.0.1:${port}`);
  const storage = blobStorage("vercel_blob_rw_abc123_secret");
  await storage.put(NAME, bytes);
  await storage.remove([NAME]);
  server.closeAllConnections();
  server.close();
  const [put, remove] = asked;
  expect(put?.method).toBe("PUT");
  expect(decodeURIComponent(put?.path ?? "")).toContain(NAME);
  expect(put?.body).toEqual(bytes);
  expect(put?.headers).toMatchObject({
    authorization: "Bearer vercel_blob_rw_abc123_secret",
    "x-add-random-suffix": "0",
    "x-allow-overwrite": "1",
    "x-content-type": "image/webp",
    "x-cache-control-max-age": "31536000",
  });
  expect(remove?.path).toContain("/delete");
  expect(JSON.parse(remove?.body.toString() ?? "")).toEqual({ urls: [NAME] });
});
