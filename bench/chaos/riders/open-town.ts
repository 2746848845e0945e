import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { Logbook } from "./logbook";
import { OwnerWatch } from "./owner-watch";
import { liveInTown } from "./phones";
import type { RiderStore } from "./town";

/** Riders bring what is open for so long after the kitchens have closed. */
const CLOSING_MS = 45_000;
const LOOK_MS = 500;

export interface Life {
  readonly logbook: Logbook;
  readonly watch: OwnerWatch;
  /** Closes the kitchens, and resolves when riders have brought what was open, or could not. */
  end(): Promise<void>;
  abort(): void;
}

export function openTown(
  db: Client,
  stores: readonly RiderStore[],
  { seed, url }: { seed: number; url: string },
): Life {
  const [closing, ending] = [new AbortController(), new AbortController()];
  const logbook = new Logbook();
  const watch = new OwnerWatch(db, stores);
  const watching = watch.watch(ending.signal);
  const options = { seed, url, closing: closing.signal, ending: ending.signal };
  const living = liveInTown(stores, options, logbook);
  // The caller awaits both with `end`; until then, an error must not end the process.
  watching.catch(() => undefined);
  living.catch(() => undefined);
  const abort = () => {
    closing.abort();
    ending.abort();
  };
  return {
    logbook,
    watch,
    abort,
    end: async () => {
      closing.abort();
      const until = Date.now() + CLOSING_MS;
      do await pause(LOOK_MS * 3);
      while (watch.open > 0 && Date.now() < until);
      abort();
      await Promise.all([living, watching]);
    },
  };
}
