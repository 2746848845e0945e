const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** How the files of photos are served. Their content never changes. */
export const PHOTO_HEADERS = {
  "Content-Type": "image/webp",
  "Cache-Control": `public, max-age=${YEAR_SECONDS}, immutable`,
} as const;

export const PHOTO_CACHE_SECONDS = YEAR_SECONDS;
