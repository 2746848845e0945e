import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Town } from "@/lib/geo/model/town/town-schema";
import type { MapColours } from "./map-colours";

const SOURCE = "town";

/**
 * The first name tells MapLibre weight or slant; no such font exists, so that the second one draws it. A style without
 * `glyphs` draws all text with fonts of the page.
 */
const LABEL = ["Label Semibold", "Atkinson Hyperlegible Next Variable"];
const QUARTER = ["Label Bold", "Atkinson Hyperlegible Next Variable"];
const WATER = ["Label Italic", "Atkinson Hyperlegible Next Variable"];

/** About 2.8 m are a pixel at zoom 14 and at this latitude. */
const METRES_PER_PIXEL = 2.79;

/** Keeps a width in metres at every zoom, but never less than `least` pixels. */
function metresWide(metres: number, least: number): DataDrivenPropertyValueSpecification<number> {
  const at14 = metres / METRES_PER_PIXEL;
  const from = Math.max(11, Math.log2(least / at14) + 14);
  return [
    "interpolate",
    ["exponential", 2],
    ["zoom"],
    from,
    Math.max(least, at14 * 2 ** (from - 14)),
    20,
    at14 * 64,
  ];
}

const ofKind = (...kinds: string[]): ExpressionSpecification => ["in", ["get", "kind"], ["literal", kinds]];
const roadsOfClass = (roadClass: string): ExpressionSpecification => [
  "all",
  ofKind("road"),
  ["==", ["get", "class"], roadClass],
];

const ROADS = [
  { name: "lane", metres: 9, least: 1.6 },
  { name: "street", metres: 11, least: 2.4 },
  { name: "main", metres: 15, least: 3.4 },
] as const;

function roadLayers(colours: MapColours): LayerSpecification[] {
  const lines = (part: "casing" | "road", extra: number): LayerSpecification[] =>
    ROADS.map(({ name, metres, least }) => ({
      id: `${name}-${part}`,
      type: "line",
      source: SOURCE,
      filter: roadsOfClass(name),
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": colours[part], "line-width": metresWide(metres + extra, least + extra / 2) },
    }));
  return [...lines("casing", 3), ...lines("road", 0)];
}

function labelLayers(colours: MapColours): LayerSpecification[] {
  const halo = (color: string) => ({ "text-halo-color": color, "text-halo-width": 1.6 });
  return [
    {
      id: "river-name",
      type: "symbol",
      source: SOURCE,
      minzoom: 13,
      filter: ofKind("river_name"),
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": ["get", "name"],
        "text-font": WATER,
        "text-size": 14,
        "text-letter-spacing": 0.12,
      },
      paint: { "text-color": colours["water-ink"] },
    },
    ...[...ROADS].reverse().map(
      ({ name }): LayerSpecification => ({
        id: `${name}-name`,
        type: "symbol",
        source: SOURCE,
        minzoom: name === "main" ? 13.2 : name === "street" ? 14.4 : 15.3,
        filter: roadsOfClass(name),
        layout: {
          "symbol-placement": "line",
          "symbol-spacing": 380,
          "text-field": ["get", "name"],
          "text-font": LABEL,
          "text-size": ["interpolate", ["linear"], ["zoom"], 13, 12, 16, name === "lane" ? 13 : 15],
          "text-padding": 6,
          "text-max-angle": 30,
        },
        paint: { "text-color": colours["road-ink"], ...halo(colours.road) },
      }),
    ),
    {
      id: "park-name",
      type: "symbol",
      source: SOURCE,
      minzoom: 13.2,
      filter: ofKind("park", "wood"),
      layout: { "text-field": ["get", "name"], "text-font": LABEL, "text-size": 14, "text-max-width": 6 },
      paint: { "text-color": colours["park-ink"], ...halo(colours.park) },
    },
    {
      id: "water-name",
      type: "symbol",
      source: SOURCE,
      filter: ofKind("water_name"),
      layout: {
        "text-field": ["get", "name"],
        "text-font": WATER,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 13, 16, 18],
        "text-letter-spacing": 0.06,
      },
      paint: { "text-color": colours["water-ink"] },
    },
    {
      id: "district-name",
      type: "symbol",
      source: SOURCE,
      maxzoom: 15.6,
      filter: ofKind("district"),
      layout: {
        "text-field": ["get", "name"],
        "text-font": QUARTER,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 12, 15, 16],
        "text-letter-spacing": 0.04,
        "text-max-width": 7,
      },
      paint: { "text-color": colours["district-ink"], ...halo(colours.land) },
    },
  ];
}

/** The style of Port Selby. It needs no server: neither tiles, nor fonts, nor images. */
export function townStyle(town: Town, colours: MapColours): StyleSpecification {
  const fill = (id: string, color: string, ...kinds: string[]): LayerSpecification => ({
    id,
    type: "fill",
    source: SOURCE,
    filter: ofKind(...kinds),
    paint: { "fill-color": color },
  });
  return {
    version: 8,
    sources: { [SOURCE]: { type: "geojson", data: town, tolerance: 0.2 } },
    layers: [
      { id: "land", type: "background", paint: { "background-color": colours.land } },
      fill("green", colours.park, "park", "wood"),
      fill("square", colours.square, "square"),
      fill("water", colours.water, "water"),
      {
        id: "pier",
        type: "line",
        source: SOURCE,
        filter: ofKind("pier", "mole"),
        layout: { "line-cap": "butt", "line-join": "miter" },
        paint: { "line-color": colours.pier, "line-width": metresWide(10, 1.5) },
      },
      {
        id: "path",
        type: "line",
        source: SOURCE,
        minzoom: 13.5,
        filter: ofKind("path"),
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": colours.land, "line-width": metresWide(4, 1) },
      },
      {
        id: "tree",
        type: "circle",
        source: SOURCE,
        minzoom: 13.5,
        filter: ofKind("tree"),
        paint: {
          "circle-color": colours.tree,
          "circle-radius": metresWide(6, 1.2),
          "circle-pitch-alignment": "map",
        },
      },
      { ...fill("building", colours.building, "building"), minzoom: 13 },
      {
        id: "rail",
        type: "line",
        source: SOURCE,
        filter: ofKind("rail"),
        paint: { "line-color": colours.rail, "line-width": metresWide(5, 1.2) },
      },
      {
        id: "rail-sleepers",
        type: "line",
        source: SOURCE,
        minzoom: 13.5,
        filter: ofKind("rail"),
        paint: { "line-color": colours.land, "line-width": metresWide(3, 0.8), "line-dasharray": [3, 3] },
      },
      ...roadLayers(colours),
      ...labelLayers(colours),
    ],
  };
}
