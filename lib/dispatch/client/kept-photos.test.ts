import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createKeptPhotos,
  type KeptPhoto,
  keyOf,
  PHOTO_BYTES,
  PHOTO_HOURS,
  PHOTOS_AT_MOST,
  type PhotoStore,
  photosToRemove,
} from "./kept-photos";

const [RITA, SAM] = ["019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"] as const;
const DAY = PHOTO_HOURS * 3_600_000;
const picture = (text: string) => new Blob([text], { type: "image/jpeg" });

function memory(photos = new Map<string, KeptPhoto>()): PhotoStore & { photos: typeof photos } {
  return {
    photos,
    all: async () => [...photos.values()],
    put: async (photo) => void photos.set(photo.key, photo),
    remove: async (keys) => {
      for (const key of keys) photos.delete(key);
    },
  };
}
const broken: PhotoStore = {
  all: () => Promise.reject(new Error("none")),
  put: () => Promise.reject(new Error("none")),
  remove: () => Promise.reject(new Error("none")),
};

describe("photos that wait for a signal", () => {
  test("are found again after a reload, and no more once they are forgotten", async () => {
    const store = memory();
    const circumstances = { userId: RITA, now: () => 1_000 };
    await createKeptPhotos(store, circumstances).keep("trip", "order", picture("door"));
    const reloaded = createKeptPhotos(store, circumstances);
    expect(await (await reloaded.find("trip", "order"))?.text()).toBe("door");
    expect(await reloaded.find("trip", "another")).toBeNull();
    await reloaded.forget("trip", "order");
    expect(await reloaded.find("trip", "order")).toBeNull();
    expect(store.photos.size).toBe(0);
  });

  test("of the same door are replaced by the last one", async () => {
    const store = memory();
    const photos = createKeptPhotos(store, { userId: RITA, now: () => 1_000 });
    for (const text of ["first", "second"]) await photos.keep("trip", "order", picture(text));
    expect(await store.photos.get(keyOf("trip", "order"))?.file.text()).toBe("second");
  });

  test("are not shown to the next person on this phone, and removed when that one comes", async () => {
    const store = memory();
    await createKeptPhotos(store, { userId: RITA, now: () => 1_000 }).keep("trip", "order", picture("door"));
    const next = createKeptPhotos(store, { userId: SAM, now: () => 2_000 });
    expect(await next.find("trip", "order")).toBeNull();
    expect(store.photos.size).toBe(0);
  });

  test("are gone after a day", async () => {
    const store = memory();
    await createKeptPhotos(store, { userId: RITA, now: () => 0 }).keep("trip", "order", picture("door"));
    const later = createKeptPhotos(store, { userId: RITA, now: () => DAY });
    expect(await later.find("trip", "order")).toBeNull();
    expect(store.photos.size).toBe(0);
  });

  test("that are too large for the server, or that the browser can't keep, stay with the page", async () => {
    const store = memory();
    const large = Object.defineProperty(picture("large"), "size", { value: PHOTO_BYTES + 1 });
    const photos = createKeptPhotos(store, { userId: RITA, now: () => 0 });
    await photos.keep("trip", "order", large);
    expect([await photos.find("trip", "order"), store.photos.size]).toEqual([large, 0]);
    const without = createKeptPhotos(broken, { userId: RITA, now: () => 0 });
    await without.keep("trip", "order", picture("door"));
    expect(await (await without.find("trip", "order"))?.text()).toBe("door");
    await without.forget("trip", "order");
    expect(await without.find("trip", "order")).toBeNull();
  });
});

test("what stays is the person's own, of the last day, few, and newer than the rest", () => {
  const anyPhoto = fc.record({
    key: fc.uuid(),
    userId: fc.constantFrom(RITA, SAM),
    at: fc.integer({ min: 0, max: 2 * DAY }),
    file: fc.constant(picture("door")),
  });
  const anyPhotos = fc.uniqueArray(anyPhoto, { selector: ({ key }) => key, maxLength: 20 });
  fc.assert(
    fc.property(anyPhotos, fc.integer({ min: 0, max: 3 * DAY }), (photos, now) => {
      const removed = new Set(photosToRemove(photos, RITA, now));
      const stay = photos.filter(({ key }) => !removed.has(key));
      expect(stay.length).toBeLessThanOrEqual(PHOTOS_AT_MOST);
      for (const { userId, at } of stay) expect([userId, now - at < DAY]).toEqual([RITA, true]);
      const oldest = Math.min(...stay.map(({ at }) => at));
      const wanted = photos.filter((one) => one.userId === RITA && now - one.at < DAY);
      if (wanted.length <= PHOTOS_AT_MOST) expect(stay).toHaveLength(wanted.length);
      for (const { key, at } of wanted) if (removed.has(key)) expect(at).toBeLessThanOrEqual(oldest);
    }),
  );
});
