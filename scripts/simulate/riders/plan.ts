import type { Place } from "@/lib/geo/model/place";
import { VEHICLES, type Vehicle } from "@/lib/orders/model/delivery";
import { type Random, seededRandom } from "../random";

/** A span of the evening, in minutes since it began. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a rider will do in an evening. */
export interface Ride {
  readonly vehicle: Vehicle;
  /** Where the shift begins. */
  readonly from: Place;
  /** The phone neither sends nor hears meanwhile, and sends what it kept at the end. */
  readonly tunnel: Span | null;
  /** From this minute on, the next trip is left alone after its first step, and a dispatcher has to take it away. */
  readonly dropsOutAt: number | null;
}

/** The middle of Port Selby. */
const MIDDLE: Place = { lat: 54.32, lng: 10.13 };
/** Degrees: some 800 m. */
const AROUND = { lat: 0.007, lng: 0.012 };

/** Shares of offers that are declined, as in the benchmark of dispatch. */
export const DECLINED = 0.15;

function startOf(random: Random): Place {
  return {
    lat: MIDDLE.lat + random.between(-AROUND.lat, AROUND.lat),
    lng: MIDDLE.lng + random.between(-AROUND.lng, AROUND.lng),
  };
}

/** With troubles, one rider drops out and another one rides through a tunnel; with one rider, only the tunnel. */
export function planRides(seed: number, riders: number, minutes: number, hasTroubles: boolean): Ride[] {
  const random = seededRandom(seed, riders, 5);
  const places = Array.from({ length: riders }, (_, place) => place);
  const [inTunnel, dropsOut] = hasTroubles ? random.sample(places, 2) : [];
  return places.map((place) => {
    const from = random.between(0.2, 0.5) * minutes;
    return {
      vehicle: random.pick(VEHICLES.filter((vehicle) => vehicle !== "car")),
      from: startOf(random),
      tunnel: place === inTunnel ? { from, to: from + random.between(0.1, 0.2) * minutes } : null,
      dropsOutAt: place === dropsOut ? random.between(0.1, 0.4) * minutes : null,
    };
  });
}

export const isInTunnel = ({ tunnel }: Ride, minute: number) =>
  tunnel !== null && minute >= tunnel.from && minute < tunnel.to;

export const willDropOut = ({ dropsOutAt }: Ride, minute: number) =>
  dropsOutAt !== null && minute >= dropsOutAt;

/** Of all offers of an evening, each gets its own answer, whoever is asked. */
export const declines = (random: Random) => random.chance(DECLINED);
