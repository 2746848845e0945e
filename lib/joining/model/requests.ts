import * as z from "zod/mini";
import { slugSchema } from "@/lib/stores/model/slug";
import { shortTextSchema } from "@/lib/text/bounded";
import { givenText, requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** Stores in set-up whose owner a person may be at a time. */
export const SETUPS_AT_MOST = 3;

export const CURRENCIES = [
  "EUR",
  "USD",
  "GBP",
  "CHF",
  "CAD",
  "AUD",
  "JPY",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
] as const;
const currencySchema = z.enum(CURRENCIES);

const timeZoneSchema = z.string().check(
  z.maxLength(64),
  z.refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), "is no time zone"),
);

const nameSchema = requiredText(60);

export const createStoreSchema = z.object({
  name: nameSchema,
  slug: slugSchema,
  currency: z.optional(currencySchema),
  time_zone: z.optional(timeZoneSchema),
});

export const createdStoreSchema = z.object({ id: idSchema, slug: shortTextSchema, name: shortTextSchema });
export type CreatedStore = z.infer<typeof createdStoreSchema>;

export const storeIdentitySchema = z.object({
  name: nameSchema,
  cuisine: givenText(60),
  description: givenText(400),
  address_line: givenText(120),
  city: givenText(80),
  phone: z.nullable(givenText(30)),
  currency: currencySchema,
  time_zone: timeZoneSchema,
});
export type StoreIdentity = z.infer<typeof storeIdentitySchema>;

export const setIdentitySchema = z.object({ tenant_id: idSchema, identity: storeIdentitySchema });
export const ofStoreSchema = z.object({ tenant_id: idSchema });
