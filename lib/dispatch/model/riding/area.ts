import { metresBetween } from "@/lib/dispatch/model/travel/distance";
import type { Place } from "@/lib/geo/model/place";

/** Edge of the squares in which doors are told before an offer is accepted (metres). */
const SQUARE = 400;
/** No door is farther from the middle of its square. */
export const AREA_METRES = 300;

/** Rounds down to the middle of a step. */
const middleOf = (value: number, step: number) => (Math.floor(value / step) + 0.5) * step;

/** Returns the middle of the square that a door lies in: the same for all doors in it, so that no number of offers tells more. */
export function areaAround({ lat, lng }: Place): Place {
  const north = SQUARE / metresBetween({ lat: 0, lng: 0 }, { lat: 1, lng: 0 });
  const row = middleOf(lat, north);
  // Columns become narrower towards the poles, by rows, so that the squares stay squares.
  const east = Math.min(90, north / Math.max(0.01, Math.cos((row * Math.PI) / 180)));
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { lat: clamp(row, 90), lng: clamp(middleOf(lng, east), 180) };
}

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
