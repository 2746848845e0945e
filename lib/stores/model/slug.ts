import * as z from "zod/mini";
import { givenText } from "@/lib/text/given-text";

/** First parts of addresses that pages and files have, or may get. scripts/check/reserved-slugs.test.ts compares them with the routes. */
export const RESERVED_SLUGS: readonly string[] = [
  ..."account about admin all api app appeal assets billing blog checkout contact dashboard demo docs favicon".split(
    " ",
  ),
  ..."fonts health help home icon images imprint join legal login logout menu metrics new notifications".split(
    " ",
  ),
  ..."orders partner partners payments platewire press pricing privacy public push-worker rider riders".split(
    " ",
  ),
  ..."robots search security settings setup shop signin signout sitemap static status store stores".split(
    " ",
  ),
  ..."support system team terms unsubscribe upload user users well-known www".split(" "),
];

const LONGEST = 40;

/** The address of a store: lower-case letters, digits and single hyphens. It keeps it for good. */
export const slugSchema = givenText(LONGEST).check(
  z.minLength(3),
  z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "has lower-case letters, digits and single hyphens"),
  z.refine((slug) => !RESERVED_SLUGS.includes(slug), "is taken by the site itself"),
);

/** Suggests a slug for a name; may be one that is not allowed. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, "");
}
