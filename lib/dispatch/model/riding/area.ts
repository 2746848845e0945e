interface Address {
  readonly line1: string;
  readonly city: string;
  readonly postal_code: string;
}

/** A house number with its letter or range, such as `7`, `12b` or `3-5`. */
const NUMBER = /^\d+\s?[a-z]?(?:[-/]\d*[a-z]?)?$/i;

/**
 * Returns what a rider is told of a door before accepting: the street without its number. Lines of another form, for example
 * with a flat, give the postal code and the town.
 */
export function areaOf({ line1, city, postal_code }: Address): string {
  const words = line1.trim().split(/\s+/);
  const street = words.filter((word) => !NUMBER.test(word)).join(" ");
  const isPlain = words.length - street.split(" ").length <= 1 && !/[\d,;#/]/.test(street) && street !== "";
  return isPlain ? street : `${postal_code} ${city}`.trim();
}
