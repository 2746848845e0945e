import type { StyleSpecification } from "maplibre-gl";
import { portSelby } from "@/lib/geo/model/town/port-selby";
import type { MapColours } from "./map-colours";
import { readMapSource } from "./map-source";
import { townStyle } from "./town-style";

const hasLayers = (style: unknown): style is StyleSpecification =>
  typeof style === "object" && style !== null && "layers" in style && Array.isArray(style.layers);

/** Rejects when the style of a vendor cannot be read. */
export async function loadStyle(colours: MapColours, isDark: boolean): Promise<StyleSpecification> {
  const source = readMapSource();
  if (source.kind === "town") return townStyle(portSelby(), colours);
  if (source.kind === "tiles") {
    const { tilesStyle } = await import("./tiles-style");
    return tilesStyle(new URL(source.url, location.href).href, colours, isDark);
  }
  const response = await fetch(source.url);
  const style: unknown = await response.json();
  if (!response.ok || !hasLayers(style)) throw new Error(`No style of a map at ${source.url}`);
  return style;
}
