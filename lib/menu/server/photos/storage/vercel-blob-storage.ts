import "server-only";
import { PHOTO_CACHE_SECONDS, PHOTO_HEADERS } from "@/lib/menu/server/photos/photo-headers";
import type { PhotoStorage } from "./photo-storage";

const TIMEOUT_MS = 30_000;

/** Loaded with the first photo: most installations never need it. */
const loadClient = () => import("@vercel/blob");

/** Keeps the files in a public store of Vercel Blob. */
export function blobStorage(token: string): PhotoStorage {
  const options = () => ({ token, abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  return {
    put: async (name, bytes) => {
      const { put } = await loadClient();
      await put(name, Buffer.from(bytes), {
        ...options(),
        access: "public",
        // The name says which content it is.
        addRandomSuffix: false,
        allowOverwrite: true,
        contentType: PHOTO_HEADERS["Content-Type"],
        cacheControlMaxAge: PHOTO_CACHE_SECONDS,
      });
    },
    remove: async (names) => {
      const { del } = await loadClient();
      await del([...names], options());
    },
  };
}
