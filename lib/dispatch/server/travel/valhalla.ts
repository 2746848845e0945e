import "server-only";
import * as z from "zod/mini";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import { type Mode, type Router, TABLE_SIDE } from "./router";

const answerSchema = z.object({
  sources_to_targets: z
    .array(
      z.array(z.object({ time: z.nullable(z.number().check(z.minimum(0))) })).check(z.maxLength(TABLE_SIDE)),
    )
    .check(z.maxLength(TABLE_SIDE)),
});
const COSTING: Record<Mode, string> = { foot: "pedestrian", bike: "bicycle", car: "auto" };
const places = (list: readonly Place[]) => list.map(({ lat, lng }) => ({ lat, lon: lng }));

/** https://valhalla.github.io/valhalla/api/matrix/api-reference/ */
export const valhalla = (url: string): Router => ({
  table: async (mode, from, to, signal) => {
    const response = await fetch(`${url.replace(/\/$/, "")}/sources_to_targets`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sources: places(from), targets: places(to), costing: COSTING[mode] }),
      signal,
    });
    const { sources_to_targets: rows } = z.parse(answerSchema, await response.json());
    return rows.map((row) => row.map(({ time }) => (time === null ? null : time * 1_000)));
  },
});
