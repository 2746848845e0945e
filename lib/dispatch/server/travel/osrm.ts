import "server-only";
import * as z from "zod/mini";
import type { Place } from "@/lib/dispatch/model/travel/distance";
import { type Router, TABLE_SIDE } from "./router";

const duration = z.nullable(z.number().check(z.minimum(0)));
const answerSchema = z.object({
  code: z.literal("Ok"),
  durations: z.array(z.array(duration).check(z.maxLength(TABLE_SIDE))).check(z.maxLength(TABLE_SIDE)),
});

const text = ({ lng, lat }: Place) => `${lng.toFixed(5)},${lat.toFixed(5)}`;
const indexes = (count: number, first: number) =>
  Array.from({ length: count }, (_, n) => n + first).join(";");

/** https://project-osrm.org/docs/v5.24.0/api/#table-service */
export const osrm = (url: string): Router => ({
  table: async (mode, from, to, signal) => {
    const places = [...from, ...to].map(text).join(";");
    const sides = `sources=${indexes(from.length, 0)}&destinations=${indexes(to.length, from.length)}`;
    const response = await fetch(`${url.replace(/\/$/, "")}/table/v1/${mode}/${places}?${sides}`, { signal });
    const { durations } = z.parse(answerSchema, await response.json());
    return durations.map((row) => row.map((seconds) => (seconds === null ? null : seconds * 1_000)));
  },
});
