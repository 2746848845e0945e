/** A photo of an order at its door that the server does not have yet. */
export interface KeptPhoto {
  /** `keyOf` its trip and order: a later photo of the same door takes its place. */
  readonly key: string;
  /** Whose it is: the next person on this phone must not see it. */
  readonly userId: string;
  /** When it was taken (ms, server clock). */
  readonly at: number;
  readonly file: Blob;
}

/** Where photos outlive the page. Each operation may fail: the photo is then kept for as long as the page is open. */
export interface PhotoStore {
  all(): Promise<readonly KeptPhoto[]>;
  put(photo: KeptPhoto): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

export const PHOTO_HOURS = 24;
/** More than a trip has doors. */
export const PHOTOS_AT_MOST = 6;
/** A larger one the server would not take. */
export const PHOTO_BYTES = 25 * 1_024 * 1_024;

export const keyOf = (tripId: string, orderId: string) => `${tripId} ${orderId}`;

/** Returns the keys of photos that are somebody else's, older than a day, or more than there is room for, the oldest first. */
export function photosToRemove(photos: readonly KeptPhoto[], userId: string, now: number): string[] {
  const own = photos.filter((photo) => photo.userId === userId && now - photo.at < PHOTO_HOURS * 3_600_000);
  const kept = new Set(own.toSorted((one, other) => other.at - one.at).slice(0, PHOTOS_AT_MOST));
  return photos.filter((photo) => !kept.has(photo)).map(({ key }) => key);
}

export interface KeptPhotos {
  /** The page has it at once; resolves when it would outlive a reload, or cannot. */
  keep(tripId: string, orderId: string, file: Blob): Promise<void>;
  find(tripId: string, orderId: string): Promise<Blob | null>;
  forget(tripId: string, orderId: string): Promise<void>;
}

interface Circumstances {
  readonly userId: string;
  readonly now: () => number;
}

/** Keeps the photos of one person until they are forgotten, for a day at most. Removes what is not to be kept when it is made. */
export function createKeptPhotos(store: PhotoStore, { userId, now }: Circumstances): KeptPhotos {
  const ofPage = new Map<string, Blob>();
  const attempt = <Value>(work: Promise<Value>, otherwise: Value) => work.catch(() => otherwise);
  const readAll = () => attempt(store.all(), []);

  async function prune() {
    const keys = photosToRemove(await readAll(), userId, now());
    if (keys.length > 0) await attempt(store.remove(keys), undefined);
  }
  void prune();

  return {
    async keep(tripId, orderId, file) {
      const key = keyOf(tripId, orderId);
      ofPage.set(key, file);
      if (file.size > PHOTO_BYTES) return attempt(store.remove([key]), undefined);
      await attempt(store.put({ key, userId, at: now(), file }), undefined);
      await prune();
    },
    async find(tripId, orderId) {
      const key = keyOf(tripId, orderId);
      const known = ofPage.get(key);
      if (known !== undefined) return known;
      const photos = await readAll();
      const gone = photosToRemove(photos, userId, now());
      return photos.find((photo) => photo.key === key && !gone.includes(key))?.file ?? null;
    },
    async forget(tripId, orderId) {
      const key = keyOf(tripId, orderId);
      ofPage.delete(key);
      await attempt(store.remove([key]), undefined);
    },
  };
}
