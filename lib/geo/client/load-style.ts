import type { StyleSpecification } from "maplibre-gl";
import { portSelby } from "@/lib/geo/model/town/port-selby";
import type { MapColours } from "./map-colours";
import { readMapSource } from "./map-source";
import { townStyle } from "./town-style";

/** Returns a style, or the address of a vendor's. */
export async function loadStyle(colours: MapColours, isDark: boolean): Promise<StyleSpecification | string> {
  const source = readMapSource();
  if (source.kind === "town") return townStyle(portSelby(), colours);
  if (source.kind === "style") return source.url;
  const { tilesStyle } = await import("./tiles-style");
  return tilesStyle(source.url, colours, isDark);
}
