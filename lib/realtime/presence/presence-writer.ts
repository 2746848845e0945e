import "server-only";
import { randomUUID } from "node:crypto";
import { batchLoads } from "@/lib/db/batch-loads";
import { logger } from "@/lib/server/logger";
import type { ConnectionCounts } from "./connection-counts";
import type { WrittenPresence } from "./presence-tables";

export interface PresenceStore {
  write(
    instanceId: string,
    connections: number,
    users: ReadonlyMap<string, number>,
  ): Promise<WrittenPresence>;
  remove(instanceId: string): Promise<void>;
  /** Users without streams at other instances are missing in the result. */
  countElsewhere(instanceId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

const WRITE_MS = 1_000;
/** Most milliseconds between writes when nothing changes. */
const TOUCH_MS = 3_000;

/** Writes changes once a second. Without connections it makes no query and has no timer. */
export class PresenceWriter {
  readonly instanceId = randomUUID();
  /** The time since which this instance has always had a connected user. */
  startedAt = new Date();
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #lastWrite = 0;
  #isWritten = false;
  /** As of the last write; undefined before the first. */
  #others: number | undefined;
  readonly #loadElsewhere = batchLoads((userIds) => this.store.countElsewhere(this.instanceId, userIds));

  constructor(
    private readonly store: PresenceStore,
    private readonly counts: ConnectionCounts,
  ) {}

  markChanged(userId: string): void {
    this.#changed.add(userId);
    if (this.#timer !== undefined) return;
    this.startedAt = new Date();
    setImmediate(() => void this.write());
    this.#timer = setInterval(() => void this.write(), WRITE_MS).unref();
  }

  /** Sends no query if this is the only instance. */
  async countElsewhere(userId: string): Promise<number> {
    return this.#others === 0 ? 0 : ((await this.#loadElsewhere(userId)) ?? 0);
  }

  /** Writes what has changed before the call. Never rejects. */
  async write(): Promise<void> {
    // The write that is running may have begun before the change.
    await this.#writing;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /** Call it when the streams have ended. Never rejects. */
  async end(): Promise<void> {
    await this.write();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #write(): Promise<void> {
    const isEmpty = this.counts.connections === 0;
    if (!isEmpty && this.#changed.size === 0 && Date.now() - this.#lastWrite < TOUCH_MS) return;
    const changed = this.#changed;
    this.#changed = new Set();
    try {
      if (isEmpty) await this.#remove();
      else await this.#writeChanged(changed);
    } catch (error) {
      // Written again together with later changes.
      for (const userId of changed) this.#changed.add(userId);
      logger.warn({ error }, "Who is connected here could not be written; tried again soon");
    }
  }

  async #writeChanged(changed: ReadonlySet<string>): Promise<void> {
    const users = new Map([...changed].map((userId) => [userId, this.counts.ofUser(userId)]));
    const { wasKnown, others } = await this.store.write(this.instanceId, this.counts.connections, users);
    // Frozen for so long that another instance took this one for dead and deleted its rows.
    if (this.#isWritten && !wasKnown) this.#markEverybodyChanged();
    this.#isWritten = true;
    this.#others = others;
    this.#lastWrite = Date.now();
  }

  async #remove(): Promise<void> {
    if (this.#isWritten) await this.store.remove(this.instanceId);
    this.#isWritten = false;
    this.#others = undefined;
    // Users who connected in the meantime are written at the next turn.
    this.#markEverybodyChanged();
    if (this.counts.connections > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #markEverybodyChanged(): void {
    for (const userId of this.counts.userIds()) this.#changed.add(userId);
  }
}
