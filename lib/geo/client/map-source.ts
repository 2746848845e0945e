import { type MapSource, mapSourceSchema } from "@/lib/geo/model/map-source";

/** Reads what the root layout wrote into `<html>`; Port Selby when it wrote nothing. */
export function readMapSource(): MapSource {
  const { mapKind: kind, mapUrl: url } = document.documentElement.dataset;
  const parsed = mapSourceSchema.safeParse({ kind, url });
  return parsed.success ? parsed.data : { kind: "town" };
}
