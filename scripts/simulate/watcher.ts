import { EventSource } from "eventsource";
import { newWitness, type Sightings } from "./sightings";

export interface Watcher {
  readonly email: string;
  readonly seen: Sightings;
  cut(milliseconds: number): void;
  close(): void;
}

const EVENTS = [
  "new_order",
  "order_status_update",
  "notification",
  "menu_item_changed",
  "menu_option_changed",
  "menu_changed",
  "store_status",
  "trip_started",
  "trip_checkpoint",
  "trip_finished",
];
const FIRST_CONTACT_MS = 60_000;
const REOPEN_MS = 1_000;

/** Resolves with the `connected` frame; rejects with the reason when it does not come. */
export function watch(
  email: string,
  token: string,
  origin: string,
  channels: readonly string[],
): Promise<Watcher> {
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
      const query = new URLSearchParams({
        channels: channels.join(","),
        ...(position === "" ? {} : { cursor: position }),
      });
      const opened = new EventSource(`${origin}/api/events/stream?${query}`, {
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
        // A stream that ends is reopened automatically; a refusal closes it permanently.
        if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
        if (witness.seen.connections === 0 && code !== undefined && code < 500 && code !== 429)
          give(new Error(`The stream refused ${email}: ${message ?? ""} (${code})`));
        else reopening = setTimeout(open, REOPEN_MS);
      });
    }
    open();
  });
}
