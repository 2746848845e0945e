import { env } from "@/lib/env";
import type { MapSource } from "@/lib/geo/model/map-source";

export function mapSource(): MapSource {
  const { MAP_PMTILES_URL, MAP_STYLE_URL } = env();
  if (MAP_PMTILES_URL !== undefined) return { kind: "tiles", url: MAP_PMTILES_URL };
  if (MAP_STYLE_URL !== undefined) return { kind: "style", url: MAP_STYLE_URL };
  return { kind: "town" };
}

/** Returns the foreign origins that maps are loaded from. */
export function mapOrigins(): string[] {
  const source = mapSource();
  if (source.kind === "town") return [];
  return [...new Set([new URL(source.url).origin, ...env().MAP_ORIGINS])];
}
