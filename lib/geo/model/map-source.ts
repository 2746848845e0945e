import * as z from "zod/mini";

const addressSchema = z.string().check(z.maxLength(2_000));

/** Where the map comes from: our own town, one file of tiles (PMTiles), or a style of a vendor. */
export const mapSourceSchema = z.union([
  z.object({ kind: z.literal("town") }),
  z.object({ kind: z.enum(["tiles", "style"]), url: addressSchema }),
]);
export type MapSource = z.infer<typeof mapSourceSchema>;
