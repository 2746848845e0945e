/** The tokens of a map, as `--map-<name>` in app/tokens.css and app/shop-tokens.css. */
export const MAP_TOKENS = [
  "land",
  "building",
  "square",
  "road",
  "casing",
  "road-ink",
  "water",
  "water-ink",
  "pier",
  "park",
  "park-ink",
  "tree",
  "rail",
  "district-ink",
] as const;
export type MapToken = (typeof MAP_TOKENS)[number];
export type MapColours = Readonly<Record<MapToken, string>>;
