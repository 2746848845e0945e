import * as z from "zod/mini";

/** An address, or a path of our own server. */
const addressSchema = z.string().check(z.maxLength(1_000));

/** A photo of a dish as WebP, in several widths. Its address never shows anything else. */
export const photoSchema = z.object({
  /** Its largest file, `width` by `height` pixels. */
  url: addressSchema,
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  /** All of its files, the widest last. */
  sources: z
    .array(z.object({ url: addressSchema, width: z.int().check(z.positive()) }))
    .check(z.minLength(1), z.maxLength(10)),
});
export type Photo = z.infer<typeof photoSchema>;

/** For the attribute of an `img`. */
export function srcSetOf({ sources }: Photo): string {
  return sources.map(({ url, width }) => `${url} ${width}w`).join(", ");
}
