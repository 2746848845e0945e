import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";

export const CHECKS = [
  "identity",
  "place",
  "hours",
  "zone",
  "menu",
  "allergens",
  "test_order",
  "photos",
  "team",
  "payout",
] as const;
export type Check = (typeof CHECKS)[number];

/** `missing` blocks the opening, `optional` does not. */
export const checkStateSchema = z.enum(["done", "missing", "optional"]);

export const checklistSchema = z.object({
  items: z
    .array(
      z.object({
        name: z.enum(CHECKS),
        state: checkStateSchema,
        /** Of dishes: those without a price or a statement for each allergen, or without a photo; 0 for other checks. */
        count: z.int().check(z.nonnegative()),
      }),
    )
    .check(z.maxLength(CHECKS.length)),
  can_open: z.boolean(),
  /** When it opened to customers; null: it is in set-up. */
  opened_at: z.nullable(instantSchema),
});
export type Checklist = z.infer<typeof checklistSchema>;

export interface SetupFacts {
  readonly hasIdentity: boolean;
  readonly hasPlace: boolean;
  readonly hasHours: boolean;
  readonly hasZone: boolean;
  readonly dishes: number;
  readonly dishesWithoutAllergens: number;
  readonly dishesWithoutPhoto: number;
  readonly members: number;
  readonly hasHeardTestOrder: boolean;
  /** Whether customers can pay by card: only then is there money to pay out. */
  readonly offersCards: boolean;
  readonly hasPayout: boolean;
  readonly openedAt: string | null;
}

/** Everything that a store has to have before customers see it. Allergens are a duty: a dish without a statement blocks. */
export function checklistOf(facts: SetupFacts): Checklist {
  const required = (name: Check, isDone: boolean, count = 0) =>
    ({ name, state: isDone ? "done" : "missing", count }) as const;
  const items = [
    required("identity", facts.hasIdentity),
    required("place", facts.hasPlace),
    required("hours", facts.hasHours),
    required("zone", facts.hasZone),
    required("menu", facts.dishes > 0),
    required(
      "allergens",
      facts.dishes > 0 && facts.dishesWithoutAllergens === 0,
      facts.dishesWithoutAllergens,
    ),
    required("test_order", facts.hasHeardTestOrder),
    {
      name: "photos",
      state: facts.dishes > 0 && facts.dishesWithoutPhoto === 0 ? "done" : "optional",
      count: facts.dishesWithoutPhoto,
    },
    { name: "team", state: facts.members > 1 ? "done" : "optional", count: 0 },
    {
      name: "payout",
      state: facts.hasPayout ? "done" : facts.offersCards ? "missing" : "optional",
      count: 0,
    },
  ] as const;
  return {
    items: [...items],
    can_open: facts.openedAt === null && items.every(({ state }) => state !== "missing"),
    opened_at: facts.openedAt,
  };
}
