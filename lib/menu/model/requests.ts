import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";
import { type ItemChanges, itemChangesSchema } from "./edit/input";

/** The body of `PATCH /api/tenants/:slug/menu/items/:id`. */
export const itemPatchSchema = z
  .extend(z.omit(itemChangesSchema, { available_until: true }), {
    /** When a dish that is turned off comes back; null: when it is turned on. Goes with `"available": false`. */
    until: z.optional(z.nullable(instantSchema)),
    version: z.optional(z.int().check(z.positive())),
  })
  .check(
    z.refine(
      ({ version: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
      "Name at least one field to change",
    ),
    z.refine(
      ({ available, until }) => until === undefined || available === false,
      'until goes with "available": false',
    ),
  );

export function changesOfPatch({
  until,
  version: _,
  ...changes
}: z.output<typeof itemPatchSchema>): ItemChanges {
  return until === undefined ? changes : { ...changes, available_until: until };
}
