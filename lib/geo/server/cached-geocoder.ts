import type { FoundPlace } from "@/lib/geo/model/find-place";
import { fold } from "@/lib/text/fold";
import { type Geocoder, UNAVAILABLE } from "./geocoder";

const KEPT_AT_MOST = 2_000;
/** An address that the directory learns of meanwhile is found after ten minutes. */
const KEPT_MS = { found: 24 * 60 * 60 * 1_000, unknown: 10 * 60 * 1_000, unavailable: 0 } as const;
/** Open questions to the directory. Customers who ask meanwhile put a pin. */
const OPEN_AT_MOST = 8;

interface Kept {
  readonly answer: Promise<FoundPlace>;
  /** By `now`. Infinite while it is asked. */
  until: number;
}

/** Remembers answers in this process. Concurrent questions about one address are one. `now` counts milliseconds. */
export function cachedGeocoder(ask: Geocoder, now: () => number = () => performance.now()): Geocoder {
  const known = new Map<string, Kept>();
  let open = 0;

  function begin(key: string, answer: Promise<FoundPlace>): Promise<FoundPlace> {
    const kept: Kept = { answer, until: Number.POSITIVE_INFINITY };
    known.delete(key);
    known.set(key, kept);
    const [oldest] = known.keys();
    if (known.size > KEPT_AT_MOST && oldest !== undefined) known.delete(oldest);
    return answer.then((found) => {
      kept.until = now() + KEPT_MS[found.kind];
      return found;
    });
  }

  async function askOne(address: Parameters<Geocoder>[0]): Promise<FoundPlace> {
    open += 1;
    try {
      return await ask(address);
    } finally {
      open -= 1;
    }
  }

  return async (address) => {
    const key = [address.line1, address.postal_code, address.city].map(fold).join("\n");
    const kept = known.get(key);
    if (kept !== undefined && kept.until > now()) return kept.answer;
    return open >= OPEN_AT_MOST ? UNAVAILABLE : begin(key, askOne(address));
  };
}
