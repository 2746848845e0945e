/** Prices are in cents. */

export interface Choice {
  name: string;
  minimum: number;
  maximum: number;
  /** Name and price difference; a third element marks the option as unavailable. */
  options: readonly (readonly [name: string, price: number, unavailable?: "out"])[];
}

export interface Dish {
  name: string;
  description: string;
  price: number;
  allergens?: readonly string[];
  /** The points that one dish takes of the kitchen's capacity; 1 by default. */
  points?: number;
  choices?: readonly Choice[];
  available?: false;
}

export interface Restaurant {
  slug: string;
  name: string;
  cuisine: string;
  description: string;
  addressLine: string;
  /** Degrees north and east, at the address in Port Selby. */
  place: readonly [lat: number, lng: number];
  /** Default: the store itself. */
  deliveryBy?: "riders" | "either";
  /** Default: the platform's riders. */
  riderFleet?: "both";
  /** Must come from the range that is reserved for fiction. */
  phone: string;
  deliveryFee: number;
  minimumOrder: number;
  defaultPrepMinutes: number;
  deliveryMinutes: number;
  /** A pattern and a pair of colours of lib/stores/model/look.ts. */
  cloth: readonly [pattern: string, colours: string];
  daysOnPlatewire: number;
  isOpen?: false;
  /** Names of dishes that guests have ordered in the last days, the most ordered first. */
  popular?: readonly string[];
  menu: readonly { category: string; dishes: readonly Dish[] }[];
}
