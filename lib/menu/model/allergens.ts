/** Allergens that must be stated by Regulation (EU) No 1169/2011, annex II, in its order. */
export const ALLERGENS = [
  "gluten",
  "crustaceans",
  "egg",
  "fish",
  "peanuts",
  "soy",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
] as const;
export type Allergen = (typeof ALLERGENS)[number];

const isAllergen = (word: string): word is Allergen => ALLERGENS.some((known) => known === word);

const OTHER_NAMES: { readonly [name: string]: Allergen } = {
  cereals: "gluten",
  wheat: "gluten",
  eggs: "egg",
  peanut: "peanuts",
  soya: "soy",
  soybeans: "soy",
  dairy: "milk",
  lactose: "milk",
  "tree nuts": "nuts",
  nut: "nuts",
  "sesame seeds": "sesame",
  sulfites: "sulphites",
  "sulphur dioxide": "sulphites",
  lupine: "lupin",
  molluscan: "molluscs",
  mollusks: "molluscs",
};

/** Returns the allergen that a word names, in any case and by its usual other names; null for other words. */
export function allergenOf(word: string): Allergen | null {
  const plain = word.trim().toLowerCase();
  if (isAllergen(plain)) return plain;
  return Object.hasOwn(OTHER_NAMES, plain) ? (OTHER_NAMES[plain] ?? null) : null;
}

export interface Allergens {
  /** The fourteen, and words that a menu has from before. */
  allergens: string[];
  may_contain: Allergen[];
  free_of: Allergen[];
}

export const STATEMENTS = ["contains", "may_contain", "free_of"] as const;
export type Statement = (typeof STATEMENTS)[number];

const FIELD = { contains: "allergens", may_contain: "may_contain", free_of: "free_of" } as const satisfies {
  [Each in Statement]: keyof Allergens;
};

const names = (list: readonly string[], allergen: Allergen) =>
  list.some((word) => allergenOf(word) === allergen);

/** Returns null when nothing was stated. The more careful statement counts. */
export function statementOf(dish: Allergens, allergen: Allergen): Statement | null {
  return STATEMENTS.find((statement) => names(dish[FIELD[statement]], allergen)) ?? null;
}

/** Returns the words beside the fourteen, which a menu may have from before. */
export function otherAllergens({ allergens }: Pick<Allergens, "allergens">): string[] {
  return allergens.filter((word) => allergenOf(word) === null);
}

/** Changes one statement and leaves all others, words beside the fourteen included, as they are. */
export function state(dish: Allergens, allergen: Allergen, statement: Statement | null): Allergens {
  const without = <Word extends string>(list: readonly Word[]) =>
    list.filter((word) => allergenOf(word) !== allergen);
  const next: Allergens = {
    allergens: without(dish.allergens),
    may_contain: without(dish.may_contain),
    free_of: without(dish.free_of),
  };
  if (statement !== null) next[FIELD[statement]].push(allergen);
  return next;
}

/** True when an allergen is stated in two ways or twice. */
export function contradictsItself(dish: Allergens): boolean {
  const stated = [...dish.allergens, ...dish.may_contain, ...dish.free_of].map(
    (word) => allergenOf(word) ?? word,
  );
  return new Set(stated).size < stated.length;
}
