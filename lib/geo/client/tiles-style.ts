import { type Flavor, layers, namedFlavor } from "@protomaps/basemaps";
import { addProtocol, type StyleSpecification } from "maplibre-gl";
import { Protocol } from "pmtiles";
import type { MapColours } from "./map-colours";

const SOURCE = "protomaps";
/** The licence (ODbL) asks for it wherever the data is shown. */
const CREDIT =
  '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">© OpenStreetMap</a>';

let isKnown = false;
/** Lets MapLibre read tiles out of one file, by range requests. */
function readPmtiles(): void {
  if (isKnown) return;
  isKnown = true;
  addProtocol("pmtiles", new Protocol().tile);
}

/** The flavour of Protomaps that is nearest, with our own colours where we have some. */
function flavourOf(colours: MapColours, isDark: boolean): Flavor {
  const { land, park, water, road, casing } = colours;
  return {
    ...namedFlavor(isDark ? "dark" : "light"),
    background: land,
    earth: land,
    park_a: park,
    park_b: park,
    wood_a: park,
    wood_b: park,
    water,
    pier: colours.pier,
    buildings: colours.building,
    railway: colours.rail,
    pedestrian: colours.square,
    other: road,
    minor_service: road,
    minor_a: road,
    minor_b: road,
    link: road,
    major: road,
    highway: road,
    minor_service_casing: casing,
    minor_casing: casing,
    link_casing: casing,
    major_casing_early: casing,
    major_casing_late: casing,
    highway_casing_early: casing,
    highway_casing_late: casing,
    roads_label_minor: colours["road-ink"],
    roads_label_major: colours["road-ink"],
    roads_label_minor_halo: road,
    roads_label_major_halo: road,
    ocean_label: colours["water-ink"],
    subplace_label: colours["district-ink"],
    subplace_label_halo: land,
    city_label: colours["district-ink"],
    city_label_halo: land,
  };
}

/** The style for one file of vector tiles, such as `pmtiles extract` makes of a town. */
export function tilesStyle(url: string, colours: MapColours, isDark: boolean): StyleSpecification {
  readPmtiles();
  const all = layers(SOURCE, flavourOf(colours, isDark), { lang: "en" });
  return {
    version: 8,
    sources: { [SOURCE]: { type: "vector", url: `pmtiles://${url}`, attribution: CREDIT } },
    // Icons would need a server of sprites. Names are drawn with fonts of the device, as in Port Selby.
    layers: all.filter((layer) => layer.type !== "symbol" || layer.layout?.["icon-image"] === undefined),
  };
}
