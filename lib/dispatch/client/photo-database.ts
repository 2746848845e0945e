import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import type { PhotoStore } from "./kept-photos";

const NAME = "platewire.door-photos";
const PHOTOS = "photos";

/** What another version of the page has written is left out. */
const storedSchema = z.object({
  key: shortTextSchema,
  userId: idSchema,
  at: z.number(),
});

const fileOf = (row: unknown): Blob | null =>
  typeof row === "object" && row !== null && "file" in row && row.file instanceof Blob ? row.file : null;

const ended = <Value>(request: IDBRequest<Value>) =>
  new Promise<Value>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(PHOTOS, { keyPath: "key" });
  return ended(request);
}

/** Runs one transaction. Resolves when it is on the disk. */
async function run<Value>(
  mode: IDBTransactionMode,
  work: (photos: IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const database = await open();
  try {
    const transaction = database.transaction(PHOTOS, mode);
    const isDone = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB failed"));
    });
    const [result] = await Promise.all([work(transaction.objectStore(PHOTOS)), isDone]);
    return result;
  } finally {
    database.close();
  }
}

/** The browser's IndexedDB, for which `localStorage` is too small. Fails where a browser has none, as some in private windows. */
export const photoDatabase: PhotoStore = {
  all: () =>
    run("readonly", async (photos) => {
      const rows = await ended(photos.getAll());
      return rows.flatMap((row: unknown) => {
        const { data } = storedSchema.safeParse(row);
        const file = fileOf(row);
        return data === undefined || file === null ? [] : [{ ...data, file }];
      });
    }),
  put: (photo) => run("readwrite", async (photos) => void (await ended(photos.put(photo)))),
  remove: (keys) =>
    run("readwrite", async (photos) => {
      await Promise.all(keys.map((key) => ended(photos.delete(key))));
    }),
};
