import "server-only";
import { batchLoads } from "@/lib/db/batch-loads";
import { UNWRITTEN } from "@/lib/realtime/protocol/position";
import { type EncodedEvent, type EncodedPage, encodePage } from "./encoded-page";
import type { LogPage, PageRequest } from "./log";

/** Reads of the log as `SharedPages` needs them. */
interface PageReader {
  readEvents(channel: string, after: number): Promise<LogPage>;
  readPages(wanted: readonly PageRequest[]): Promise<LogPage[]>;
}

/** Of up to 300 events each. */
const PAGES = 32;
/** A page of larger events is read again by each reader. */
const PAGE_BYTES = 512 * 1024;

/** The events of a page never change: only `head` and `tail` are of the moment at which it was read. */
interface SharedPage {
  readonly page: Promise<EncodedPage>;
}

const keyOf = (channel: string, after: number | null) => `${channel} ${after ?? ""}`;
function requestOf(key: string): PageRequest {
  const [channel = "", after = ""] = key.split(" ");
  return { channel, after: after === "" ? null : Number(after) };
}

/** Pages of the log, read and encoded once for all readers that need the same stretch. */
export class SharedPages {
  /** The last ones that were read, or are being read; what was used longest ago comes first. */
  readonly #pages = new Map<string, SharedPage>();
  readonly #loadFirst: (key: string) => Promise<EncodedPage | undefined>;

  constructor(private readonly log: PageReader) {
    this.#loadFirst = batchLoads(async (keys) => {
      const wanted = keys.map(requestOf);
      const pages = await log.readPages(wanted);
      return new Map(
        keys.map((key, index) => [
          key,
          encodePage(wanted[index]?.channel ?? "", pages[index] ?? { ...UNWRITTEN, events: [] }),
        ]),
      );
    });
  }

  /**
   * How a channel stands and, with `after`, the first events behind it; for somebody who joins. Many who join at once share
   * a statement.
   */
  async readFirst(channel: string, after: number | null): Promise<EncodedPage> {
    return (await this.#loadFirst(keyOf(channel, after))) ?? { ...UNWRITTEN, events: [] };
  }

  /** A page as the log is now. */
  async read(channel: string, after: number): Promise<EncodedPage> {
    const key = keyOf(channel, after);
    const page = this.log.readEvents(channel, after).then((read) => encodePage(channel, read));
    const shared = { page };
    this.#put(key, shared);
    const forget = () => {
      if (this.#pages.get(key) === shared) this.#pages.delete(key);
    };
    try {
      const { events } = await page;
      const bytes = events.reduce((sum, { body }) => sum + body.byteLength, 0);
      if (events.length === 0 || bytes > PAGE_BYTES) forget();
    } catch (error) {
      forget();
      throw error;
    }
    return page;
  }

  /**
   * The events behind `after` in this life of the channel, as another reader has read them or is just reading them; empty
   * when that read failed or was of another life. There may be more behind them. Undefined, at once, when nobody has: then
   * call `read` in the same turn, so that others who come share that one.
   */
  shared(channel: string, epoch: string, after: number): Promise<readonly EncodedEvent[]> | undefined {
    const key = keyOf(channel, after);
    const known = this.#pages.get(key);
    if (known === undefined) return undefined;
    this.#put(key, known);
    return known.page.then(
      (page) => (page.epoch === epoch ? page.events : []),
      // Whoever reads it reports the error; this reader tries by itself.
      () => [],
    );
  }

  #put(key: string, shared: SharedPage): void {
    this.#pages.delete(key);
    this.#pages.set(key, shared);
    if (this.#pages.size <= PAGES) return;
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined) this.#pages.delete(oldest);
  }
}
