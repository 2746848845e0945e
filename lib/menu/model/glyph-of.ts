import { fold } from "@/lib/text/fold";
import { type Glyph, glyphSchema } from "./glyphs";
import type { MenuCategory } from "./schema";

/** The first that matches counts: drinks stand first, because "masala chai" is no curry. */
const BY_WORDS: readonly (readonly [RegExp, Glyph])[] = [
  [/\b(tea|chai|coffee|espresso|cappuccino|latte|flat white|hot chocolate)\b/, "cup"],
  [
    /lemonade|limonata|lassi|pellegrino|chinotto|\b(water|cola|juice|agua|horchata|beer|soda|drinks?)\b/,
    "glass",
  ],
  [/\bbowls?\b|bun cha|com tam|porridge|granola/, "bowl"],
  [/nigiri/, "nigiri"],
  [/sashimi|carpaccio|tonnato|ceviche/, "sashimi"],
  [/uramaki|california|rainbow|tuna roll/, "uramaki"],
  [/(summer|spring) rolls?/, "spring_roll"],
  [/(cinnamon|bread|seeded) rolls?|loaf|sourdough|baguette|pretzel|rye|\bbreads?\b/, "bread"],
  [/croissant|pain au|danish/, "croissant"],
  [/\brolls?\b|maki/, "roll"],
  [/ramen|\bpho\b|udon|noodle|bun bo/, "ramen"],
  [/soup|zuppa|broth/, "soup"],
  [/burrito|\bwraps?\b/, "burrito"],
  [/tacos?\b|quesadilla/, "taco"],
  [/guacamole|nachos|salsa|chutney|raita|hummus|\bdips?\b/, "dip"],
  [/pizza|margherita|diavola|quattro|marinara|funghi|tartufo/, "pizza"],
  [/pasta|spaghetti|carbonara|bolognese|aglio|lasagn|ravioli|gnocchi|penne|tagliatelle/, "pasta"],
  [/tikka$|tandoor|satay|skewer/, "skewer"],
  [/curr(y|ies)|masala|vindaloo|josh|paneer|\bdal\b|malabar|butter chicken|\bmole\b/, "curry"],
  [/biryani|\bdon\b|\brice\b|teriyaki|risotto/, "rice"],
  [/samosa|empanada/, "samosa"],
  [/pakora|bhaji|karaage|fried|wings|croquette/, "karaage"],
  [/naan|papadum|\broti\b|focaccia|bruschetta|tostada/, "flatbread"],
  [/gyoza|dumpling|\bmomo/, "gyoza"],
  [/banh mi|sandwich|panini|\btorta\b|bagel|toast/, "sandwich"],
  [/salad|caprese|edamame|slaw|greens/, "salad"],
  [/mochi|ice cream|gelato|sorbet/, "mochi"],
  [/cake|\btart\b|strudel|brownie|cookie|churros/, "cake"],
  [/tiramisu|panna cotta|pudding|\bflan\b|dolci|sweets?|desserts?/, "pudding"],
];

function byWords(text: string): Glyph | undefined {
  const folded = fold(text);
  return BY_WORDS.find(([words]) => words.test(folded))?.[1];
}

export interface Drawn {
  /** The choice of the restaurant; null or unknown: none. */
  glyph: string | null;
  name: string;
  category: string;
}

/** Returns the restaurant's choice, else a drawing by the dish's name, else by its category, else a bowl. */
export function glyphOf({ glyph, name, category }: Drawn): Glyph {
  const chosen = glyphSchema.safeParse(glyph);
  if (chosen.success) return chosen.data;
  return byWords(name) ?? byWords(category) ?? "bowl";
}

/** Returns the drawings by the dishes' ids. */
export function glyphsOn(categories: readonly MenuCategory[]): ReadonlyMap<string, Glyph> {
  return new Map(
    categories.flatMap(({ name: category, items }) =>
      items.map(({ id, glyph, name }) => [id, glyphOf({ glyph, name, category })] as const),
    ),
  );
}
