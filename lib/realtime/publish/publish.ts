import "server-only";
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { appendToLog, type Steps } from "@/lib/realtime/log/log";
import { channelName } from "@/lib/realtime/protocol/channel";
import type { EventDefinition } from "@/lib/realtime/protocol/define-event";
import { keepAlive } from "./keep-alive";
import { publishPaced, tell } from "./publish-ephemeral";

export type DurableEvent = EventDefinition<string, z.core.$ZodObject, "durable">;
type EphemeralEvent = EventDefinition<string, z.core.$ZodObject, "ephemeral">;
type Draft<Event extends EventDefinition> = { channel: string; event: Event; data: unknown };
type Frozen<T> = { readonly [Key in keyof T]: Frozen<T[Key]> };
/** Each draft's data must fit its own event; the compiler says which one does not. */
type Fitting<Item> = Item extends { event: EventDefinition<string, infer Schema>; data: infer Data }
  ? Data extends Frozen<z.input<Schema>>
    ? Item
    : { data: z.input<Schema> }
  : never;
type FittingAll<Items extends readonly unknown[]> = {
  readonly [Index in keyof Items]: Fitting<Items[Index]>;
};

/** Throws for data that does not fit its event: a bug of the publisher. */
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

/** The same data of one event on several channels is checked and serialised once. */
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

/** What one transaction has appended so far, to be published together after its commit. */
interface Pending {
  readonly messages: BusMessage[];
  lastTaken: string;
}
const pendingOf = new WeakMap<Transaction, Pending>();

async function appendSerialised(
  tx: Transaction,
  drafts: readonly { channel: string; event: DurableEvent; data: string }[],
  steps?: Steps,
): Promise<boolean> {
  if (drafts.length === 0) return false;
  const pending = pendingOf.get(tx) ?? { messages: [], lastTaken: "" };
  const [first = ""] = drafts.map(({ channel }) => channel).sort();
  // Rows are locked in the order of their names, within a statement by the statement: see appendToLog.
  if (first < pending.lastTaken)
    throw new Error(`Append all events of a transaction at once: ${first} after ${pending.lastTaken}`);
  const appended = await appendToLog(
    tx,
    drafts.map(({ channel, event, data }) => ({ channel, type: event.name, data })),
    steps,
  );
  if (steps !== undefined && appended.length === 0) return false;
  for (const [index, { channel, event, data }] of drafts.entries()) {
    const place = appended[index];
    if (place === undefined) throw new Error(`The log took ${appended.length} of ${drafts.length} events`);
    const { epoch, offset } = place;
    const { name: type, priority } = event;
    pending.messages.push({ channel, epoch, offset, type, priority, key: null, isThrottled: false, data });
    if (channel > pending.lastTaken) pending.lastTaken = channel;
  }
  if (pendingOf.has(tx)) return true;
  pendingOf.set(tx, pending);
  tx.afterCommit(() => {
    pendingOf.delete(tx);
    ring(pending.messages);
  });
  return true;
}

/** A bus that fails costs time, not events: readers find them in the log. */
function ring(messages: readonly BusMessage[]): void {
  keepAlive(tell(messages));
}

/**
 * Appends durable events in the caller's transaction and rings the bus after its commit. On rollback nothing
 * happened. Locks the channels until the commit, so call it last, and once: a second call in the same
 * transaction may only go on in the order of the channels' names.
 *
 * With `steps` the change itself is part of the statement. Answers whether anything was appended: false when
 * nothing changed.
 *
 * @throws when data does not fit its event's schema
 */
export async function append<const Drafts extends readonly Draft<DurableEvent>[]>(
  tx: Transaction,
  drafts: Drafts & FittingAll<Drafts>,
  steps?: Steps,
): Promise<boolean> {
  const serialiseOnce = serialiser();
  return appendSerialised(
    tx,
    drafts.map(({ channel, event, data }: Draft<DurableEvent>) => ({
      channel,
      event,
      data: serialiseOnce(event, data),
    })),
    steps,
  );
}

/** To several people at once. The batch's id stands in every copy as `batch_id`. */
export async function publishToUsers<Event extends DurableEvent>(
  tx: Transaction,
  userIds: readonly string[],
  event: Event,
  data: z.input<Event["schema"]>,
): Promise<{ batchId: string }> {
  const batchId = randomUUID();
  const text = serialise(event, data, batchId);
  const drafts = [...new Set(userIds)].map((id) => ({ channel: channelName.user(id), event, data: text }));
  await appendSerialised(tx, drafts);
  return { batchId };
}

/** To whoever listens now: nothing is stored, nothing is promised. Never rejects. */
export function publishEphemeral<const Drafts extends readonly Draft<EphemeralEvent>[]>(
  drafts: Drafts & FittingAll<Drafts>,
): void {
  publishPaced(
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
