import * as z from "zod/mini";

/** Degrees (WGS 84). */
export const placeSchema = z.object({
  lat: z.number().check(z.minimum(-90), z.maximum(90)),
  lng: z.number().check(z.minimum(-180), z.maximum(180)),
});
export type Place = z.infer<typeof placeSchema>;
