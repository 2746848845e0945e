import { EventSource } from "eventsource";
import { newWitness, type Sightings } from "./sightings";

/** One person following the stream, with an EventSource of their own. */
export interface Watcher {
  readonly email: string;
  readonly seen: Sightings;
  /** Cuts the line for a while, as a tunnel or a closed lid does; then goes on from where it stood. */
  cut(milliseconds: number): void;
  close(): void;
}

const EVENTS = ["new_order", "order_status_update", "notification"];
const FIRST_CONTACT_MS = 60_000;
const REOPEN_MS = 1_000;

/** Settles when the stream has said `connected`; fails with the reason when it does not come to that. */
export function watch(email: string, token: string, origin: string): Promise<Watcher> {
  const witness = newWitness();
  let position = "";
  let source: EventSource;
  let reopening: NodeJS.Timeout | undefined;

  return new Promise((done, fail) => {
    const tooLong = setTimeout(
      () => give(new Error(`The stream said nothing to ${email} for ${FIRST_CONTACT_MS / 1_000} s.`)),
      FIRST_CONTACT_MS,
    );
    const watcher: Watcher = {
      email,
      seen: witness.seen,
      cut: (milliseconds) => {
        source.close();
        clearTimeout(reopening);
        reopening = setTimeout(open, milliseconds);
      },
      close: () => {
        clearTimeout(reopening);
        clearTimeout(tooLong);
        source.close();
      },
    };
    function give(error: Error) {
      watcher.close();
      fail(error);
    }
    function open() {
      const query = position === "" ? "" : `?cursor=${encodeURIComponent(position)}`;
      const opened = new EventSource(`${origin}/api/events/stream${query}`, {
        fetch: (url, init) =>
          fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
      });
      source = opened;
      const listen = (type: string, handle: (data: unknown) => void) =>
        opened.addEventListener(type, (event: MessageEvent<string>) => {
          if (event.lastEventId !== "") position = event.lastEventId;
          handle(JSON.parse(event.data));
        });
      listen("connected", () => {
        clearTimeout(tooLong);
        witness.connected();
        done(watcher);
      });
      listen("reset", (data) => witness.reset(data));
      for (const type of EVENTS) listen(type, (data) => witness.event(type, data));
      opened.addEventListener("error", ({ code, message }) => {
        // What ends by itself comes back by itself; a refusal ends it for good.
        if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
        if (witness.seen.connections === 0 && code !== undefined && code < 500 && code !== 429)
          give(new Error(`The stream refused ${email}: ${message ?? ""} (${code})`));
        else reopening = setTimeout(open, REOPEN_MS);
      });
    }
    open();
  });
}
