import "server-only";
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { Queryable } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { type Appended, appendToLog, type LogEntry, type Steps } from "@/lib/realtime/log/log";
import type { EventDefinition } from "@/lib/realtime/protocol/define-event";
import { reportPublished } from "./after-publish";
import { keepAlive } from "./keep-alive";
import { notifyBus, publishThrottled } from "./publish-ephemeral";

export type DurableEvent = EventDefinition<string, z.core.$ZodObject, "durable">;
type EphemeralEvent = EventDefinition<string, z.core.$ZodObject, "ephemeral">;
type Draft<Event extends EventDefinition> = { channel: string; event: Event; data: unknown };
type Frozen<T> = { readonly [Key in keyof T]: Frozen<T[Key]> };
/** Makes the compiler point at the draft whose data does not match its event. */
type Fitting<Item> = Item extends { event: EventDefinition<string, infer Schema>; data: infer Data }
  ? Data extends Frozen<z.input<Schema>>
    ? Item
    : { data: z.input<Schema> }
  : never;
type FittingAll<Items extends readonly unknown[]> = {
  readonly [Index in keyof Items]: Fitting<Items[Index]>;
};

/** Throws when data does not match, which is a bug of the publisher. */
function check(event: EventDefinition, data: unknown): z.output<z.core.$ZodObject> {
  const parsed = z.safeParse(event.schema, data);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The data of event "${event.name}" does not fit its schema: ${faults.join("; ")}`);
}

function serialise(event: EventDefinition, data: unknown, batchId?: string): string {
  const checked = check(event, data);
  return JSON.stringify(batchId === undefined ? checked : { batch_id: batchId, ...checked });
}

function serialiser() {
  const texts = new Map<EventDefinition, Map<unknown, string>>();
  return (event: EventDefinition, data: unknown): string => {
    const known = texts.get(event) ?? new Map<unknown, string>();
    texts.set(event, known);
    const text = known.get(data) ?? serialise(event, data);
    known.set(data, text);
    return text;
  };
}

const KEY_LENGTH = 100;

/** `data` is JSON. */
export interface CheckedDraft {
  readonly channel: string;
  readonly event: DurableEvent;
  readonly data: string;
}

/** Checks events that are to be appended later. Throws when data does not fit its event's schema. */
export function draftEvents<const Drafts extends readonly Draft<DurableEvent>[]>(
  drafts: Drafts & FittingAll<Drafts>,
): CheckedDraft[] {
  const serialiseOnce = serialiser();
  return drafts.map(({ channel, event, data }: Draft<DurableEvent>) => ({
    channel,
    event,
    data: serialiseOnce(event, data),
  }));
}

const toEntry = ({ channel, event, data }: CheckedDraft): LogEntry => ({ channel, type: event.name, data });

/** Call it after the commit, whose time the messages carry. */
function toMessages(drafts: readonly CheckedDraft[], appended: readonly Appended[]): BusMessage[] {
  const at = Date.now();
  return drafts.map(({ channel, event, data }, index) => {
    const place = appended[index];
    if (place === undefined) throw new Error(`The log took ${appended.length} of ${drafts.length} events`);
    const { epoch, offset } = place;
    const { name: type, priority } = event;
    return { channel, epoch, offset, type, priority, key: null, isThrottled: false, data, at };
  });
}

const bufferOf = new WeakMap<Transaction, CheckedDraft[]>();

function buffer(tx: Transaction, drafts: readonly CheckedDraft[]): void {
  if (drafts.length === 0) return;
  const known = bufferOf.get(tx);
  if (known !== undefined) {
    known.push(...drafts);
    return;
  }
  const buffered = [...drafts];
  bufferOf.set(tx, buffered);
  tx.beforeCommit(async () => {
    bufferOf.delete(tx);
    const appended = await appendToLog(tx, buffered.map(toEntry));
    tx.afterCommit(() => notify(toMessages(buffered, appended)));
  });
}

/** A failing bus causes a delay, not a loss: readers find the events in the log. */
function notify(messages: readonly BusMessage[]): void {
  keepAlive(notifyBus(messages));
  reportPublished(messages.map(({ channel }) => channel));
}

/**
 * Publishes durable events with the caller's transaction. They are appended together just before its commit, so the
 * channels' rows are locked once, in sorted order and for a short time; the bus is notified after the commit.
 *
 * @throws when data does not fit its event's schema
 */
export function publish<const Drafts extends readonly Draft<DurableEvent>[]>(
  tx: Transaction,
  drafts: Drafts & FittingAll<Drafts>,
): void {
  buffer(tx, draftEvents<Drafts>(drafts));
}

export function publishDrafts(tx: Transaction, drafts: readonly CheckedDraft[]): void {
  buffer(tx, drafts);
}

/**
 * Appends events in one statement and notifies the bus: after the commit of `db` where that is a transaction, otherwise
 * at once. With `steps` the change itself is part of the statement: returns false, and nothing was written, when
 * `changed` returned no row.
 */
export async function publishInOneStatement(
  db: Queryable | Transaction,
  drafts: readonly CheckedDraft[],
  steps?: Steps,
): Promise<boolean> {
  const appended = await appendToLog(db, drafts.map(toEntry), steps);
  if (appended.length === 0) return false;
  const notifyAll = () => notify(toMessages(drafts, appended));
  if ("afterCommit" in db) db.afterCommit(notifyAll);
  else notifyAll();
  return true;
}

/** Publishes one event once on each channel; the batch's id is in every copy as `batch_id`. */
export function publishBatch<Event extends DurableEvent>(
  tx: Transaction,
  channels: readonly string[],
  event: Event,
  data: z.input<Event["schema"]>,
): { batchId: string } {
  const batchId = randomUUID();
  const text = serialise(event, data, batchId);
  buffer(
    tx,
    [...new Set(channels)].map((channel) => ({ channel, event, data: text })),
  );
  return { batchId };
}

/**
 * Publishes to the readers that are connected now. Nothing is stored, and bus failures are ignored. Throws when data
 * does not match its schema or a key is longer than 100 characters.
 *
 * @public Publishing API (requirement A5): docs/guarantee.md.
 */
export function publishEphemeral<const Drafts extends readonly Draft<EphemeralEvent>[]>(
  drafts: Drafts & FittingAll<Drafts>,
): void {
  publishThrottled(
    drafts.map(({ channel, event, data }: Draft<EphemeralEvent>) => {
      const checked = check(event, data);
      const key = event.key?.(checked) ?? "";
      if (key.length > KEY_LENGTH) throw new Error(`The key of event "${event.name}" is too long: ${key}`);
      return {
        channel,
        epoch: "",
        offset: null,
        type: event.name,
        priority: event.priority,
        key,
        isThrottled: event.throttle === true,
        data: JSON.stringify(checked),
      };
    }),
  );
}
