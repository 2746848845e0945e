import "server-only";
import { batchLoads } from "@/lib/db/batch-loads";
import { UNWRITTEN } from "@/lib/realtime/protocol/position";
import { type EncodedEvent, type EncodedPage, encodePage } from "./encoded-page";
import type { LogPage, PageRequest } from "./log";

interface PageReader {
  readEvents(channel: string, after: number): Promise<LogPage>;
  readPages(wanted: readonly PageRequest[]): Promise<LogPage[]>;
}

/** Of up to 300 events each. */
const PAGES = 32;
/** A larger page is not cached: each reader reads it again. */
const PAGE_BYTES = 512 * 1024;

/** The events of a page never change; `head` and `tail` are of the time of the read. */
interface SharedPage {
  readonly page: Promise<EncodedPage>;
}

const keyOf = (channel: string, after: number | null) => `${channel} ${after ?? ""}`;
function requestOf(key: string): PageRequest {
  const [channel = "", after = ""] = key.split(" ");
  return { channel, after: after === "" ? null : Number(after) };
}

/** Reads and encodes each page of the log once for all readers that need the same events. */
export class SharedPages {
  /** Includes pages being read. Least recently used first. */
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

  /** Concurrent calls share a statement. */
  async readFirst(channel: string, after: number | null): Promise<EncodedPage> {
    return (await this.#loadFirst(keyOf(channel, after))) ?? { ...UNWRITTEN, events: [] };
  }

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
   * Returns the events of a page that another reader has read or is reading; none when that failed or was of another
   * epoch. Undefined when there is no such page: then call `read` in the same turn, so that others share it.
   */
  shared(channel: string, epoch: string, after: number): Promise<readonly EncodedEvent[]> | undefined {
    const key = keyOf(channel, after);
    const known = this.#pages.get(key);
    if (known === undefined) return undefined;
    this.#put(key, known);
    return known.page.then(
      (page) => (page.epoch === epoch ? page.events : []),
      // The other reader reports the error; this one reads by itself.
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
