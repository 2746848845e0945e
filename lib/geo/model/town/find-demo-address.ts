import { metresOf, pointAlong } from "@/lib/geo/model/line";
import type { Place } from "@/lib/geo/model/place";
import { placeOf, portSelby, roadsOf } from "./port-selby";

/** Houses have odd numbers on the left side of a street and even ones on the right. */
const METRES_PER_NUMBER = 11;
/** From the middle of the street to the door. */
const DOOR_METRES = 11;
const METRES_PER_DEGREE = 111_195;

const SHORT = new Map([
  ["st", "street"],
  ["rd", "road"],
  ["ln", "lane"],
  ["sq", "square"],
]);

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s.,]+/)
    .filter((word) => word !== "")
    .map((word) => SHORT.get(word) ?? word);

interface Street {
  readonly name: string;
  readonly words: readonly string[];
  readonly parts: readonly (readonly Place[])[];
}

let known: readonly Street[] | undefined;
function streets(): readonly Street[] {
  known ??= roadsOf(portSelby()).map(({ properties, geometry }) => ({
    name: properties.name,
    words: wordsOf(properties.name),
    parts: geometry.coordinates.map((part) => part.map(placeOf)),
  }));
  return known;
}

/** The name may be cut short: "Harbour 7" is in the first street that begins with the word. */
function findStreet(words: readonly string[]): Street | undefined {
  if (words.length === 0) return undefined;
  return streets().find((street) => words.every((word, index) => street.words[index] === word));
}

const NUMBER = /^\d{1,4}[a-z]?$/;

function aside(from: Place, to: Place, isLeft: boolean, at: Place): Place {
  const width = Math.cos((at.lat * Math.PI) / 180);
  const [dx, dy] = [(to.lng - from.lng) * width, to.lat - from.lat];
  const length = Math.hypot(dx, dy);
  const by = ((isLeft ? 1 : -1) * DOOR_METRES) / METRES_PER_DEGREE;
  return length === 0 ? at : { lat: at.lat + (dx / length) * by, lng: at.lng - ((dy / length) * by) / width };
}

/**
 * Returns the door of an address in Port Selby, such as "Harbour Street 7" or "7 Harbour St"; null for a street that is not
 * there. Numbers beyond the end of a street are at its end; without a number it is the middle.
 */
export function findDemoAddress(line1: string): Place | null {
  const words = wordsOf(line1);
  const number = words.find((word) => NUMBER.test(word));
  const position = number === undefined ? -1 : words.indexOf(number);
  const street = findStreet(position > 0 ? words.slice(0, position) : words.slice(position + 1));
  if (street === undefined) return null;
  const length = street.parts.reduce((sum, part) => sum + metresOf(part), 0);
  const count = Number.parseInt(number ?? "", 10);
  let left = Number.isNaN(count) ? length / 2 : Math.min(count * METRES_PER_NUMBER, length - 1);
  for (const part of street.parts) {
    const partLength = metresOf(part);
    if (left <= partLength) {
      const at = pointAlong(part, left);
      const ahead = pointAlong(part, Math.min(partLength, left + 1));
      const behind = pointAlong(part, Math.max(0, left - 1));
      if (at === null || ahead === null || behind === null) return null;
      return aside(behind, ahead, count % 2 === 1, at);
    }
    left -= partLength;
  }
  return null;
}
