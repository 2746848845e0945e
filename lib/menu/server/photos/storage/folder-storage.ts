import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isPhotoFile } from "@/lib/menu/server/photos/photo-files";
import type { PhotoStorage } from "./photo-storage";

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** Keeps the files in a folder of this machine. Throws on names that could lead out of it. */
export function folderStorage(folder: string): PhotoStorage {
  function placeOf(name: string): string {
    if (!isPhotoFile(name)) throw new Error("This is not the name of a photo's file");
    return join(folder, name);
  }
  return {
    put: async (name, bytes) => {
      const place = placeOf(name);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      // Readers see the whole file or none.
      const fresh = `${place}.${randomUUID()}`;
      try {
        await writeFile(fresh, bytes, { mode: 0o600, flush: true });
        await rename(fresh, place);
      } catch (error) {
        await rm(fresh, { force: true });
        throw error;
      }
    },
    remove: async (names) => {
      const places = names.map(placeOf);
      for (const place of places) await rm(place, { force: true });
      // A folder that another photo was put into meanwhile stays.
      for (const emptied of new Set(places.map(dirname))) await rmdir(emptied).catch(() => undefined);
    },
    read: async (name) => {
      try {
        return await readFile(placeOf(name));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
  };
}
