import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Place } from "@/lib/geo/model/place";
import type { MapColours } from "./map-colours";

interface Line {
  readonly line: readonly Place[];
  readonly kind: "passed" | "ahead" | "chosen";
}
interface Area {
  readonly edge: readonly Place[];
  readonly isSelected?: boolean | undefined;
}
/** Routes and areas. They lie below the names of a map. */
export interface Overlays {
  readonly routes: readonly Line[];
  readonly areas: readonly Area[];
}

export const ROUTES = "routes";
export const AREAS = "areas";

type Data = Exclude<GeoJSONSourceSpecification["data"], string>;
const pointOf = ({ lat, lng }: Place): [number, number] => [lng, lat];

export function routeData(routes: readonly Line[]): Data {
  return {
    type: "FeatureCollection",
    features: routes
      .filter(({ line }) => line.length > 1)
      .map(({ line, kind }) => ({
        type: "Feature",
        properties: { kind },
        geometry: { type: "LineString", coordinates: line.map(pointOf) },
      })),
  };
}

export function areaData(areas: readonly Area[]): Data {
  return {
    type: "FeatureCollection",
    features: areas
      .filter(({ edge }) => edge.length > 2)
      .map(({ edge, isSelected = false }) => ({
        type: "Feature",
        properties: { isSelected },
        geometry: { type: "Polygon", coordinates: [[...edge, ...edge.slice(0, 1)].map(pointOf)] },
      })),
  };
}

const ROUTE_WIDTH = 6;

function overlayLayers({ route }: MapColours): LayerSpecification[] {
  const line = (kind: Line["kind"]) => ({
    id: `route-${kind}`,
    type: "line" as const,
    source: ROUTES,
    filter: ["==", ["get", "kind"], kind] satisfies ["==", ["get", string], string],
    layout: { "line-cap": "round" as const, "line-join": "round" as const },
  });
  return [
    {
      id: "area",
      type: "fill",
      source: AREAS,
      paint: { "fill-color": route, "fill-opacity": ["case", ["get", "isSelected"], 0.2, 0.09] },
    },
    {
      id: "area-edge",
      type: "line",
      source: AREAS,
      layout: { "line-join": "round" },
      paint: { "line-color": route, "line-width": ["case", ["get", "isSelected"], 3, 1.5] },
    },
    { ...line("passed"), paint: { "line-color": route, "line-width": ROUTE_WIDTH, "line-opacity": 0.34 } },
    // A dash without length and a round cap are a dot.
    {
      ...line("ahead"),
      paint: { "line-color": route, "line-width": ROUTE_WIDTH, "line-dasharray": [0, 2] },
    },
    { ...line("chosen"), paint: { "line-color": route, "line-width": ROUTE_WIDTH } },
  ];
}

/** Puts the overlays into a style, below its names. */
export function withOverlays(
  style: StyleSpecification,
  colours: MapColours,
  { routes, areas }: Overlays,
): StyleSpecification {
  const firstName = style.layers.findIndex(({ type }) => type === "symbol");
  const at = firstName < 0 ? style.layers.length : firstName;
  return {
    ...style,
    sources: {
      ...style.sources,
      [ROUTES]: { type: "geojson", data: routeData(routes) },
      [AREAS]: { type: "geojson", data: areaData(areas) },
    },
    layers: [...style.layers.slice(0, at), ...overlayLayers(colours), ...style.layers.slice(at)],
  };
}
