import "server-only";
import { jsonOfBody } from "@/lib/realtime/protocol/frames";
import { type LogHead, type Position, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { logger } from "@/lib/server/logger";
import { CONTROL_CHANNEL, dropUserEvent } from "./control";
import type { ChannelReader, HubChannel, Subscription } from "./hub-channel";

/** What is remembered of the past; who was authorised before it is authorised once more. */
const REMEMBERED_DROPS = 1_000;

interface Drops {
  drop(userId: string): void;
  /** Nobody knows any more who was meant: as if everybody had been. */
  dropAll(): void;
}

/**
 * Follows the control channel for a hub that has connections: carries out what is said, and remembers it for streams
 * that were authorised before it and joined after it.
 */
export class ControlFollower implements ChannelReader {
  readonly subscription: Subscription;
  /** By person, the offset of the last drop; the oldest first. */
  readonly #drops = new Map<string, number>();
  /** Whom the drops up to here concerned is not known. */
  #forgotten = 0;

  constructor(
    channel: HubChannel,
    private readonly drops: Drops,
  ) {
    // Live from the start: it has nothing to catch up with.
    this.subscription = {
      channel,
      reader: this,
      epoch: "",
      offset: 0,
      isLive: true,
      isPlaced: false,
      isHidden: true,
    };
  }

  /** Where the channel stands here; null as long as nobody has looked at the log. */
  get position(): Position | null {
    const { epoch, offset } = this.subscription.channel;
    return offset === undefined ? null : { epoch, offset };
  }

  /** The log as read by the first who joins. */
  begin(head: LogHead): void {
    const { channel } = this.subscription;
    if (channel.offset === undefined) this.#forgotten = head.head;
    channel.learn(head);
  }

  /** Perhaps so, to be exact: who cannot be told from those that were dropped is taken for one of them. */
  wasDropped(userId: string, since: Position): boolean {
    const { epoch } = this.subscription.channel;
    const isOfThisLife = since.epoch === epoch || since.offset === 0;
    return !isOfThisLife || Math.max(this.#forgotten, this.#drops.get(userId) ?? 0) > since.offset;
  }

  deliver(subscription: Subscription, offset: number, body: Uint8Array): void {
    subscription.offset = offset;
    const event = dropUserEvent.decode(JSON.parse(jsonOfBody(body)));
    if (event === null) {
      // From a newer version, perhaps. What it does not understand it does not do.
      logger.warn({ offset }, "A word on the control channel was not understood");
      return;
    }
    this.#remember(event.data.user_id, offset);
    this.drops.drop(event.data.user_id);
  }

  deliverEphemeral(): void {
    // Nothing ephemeral is said here.
  }

  adopt(subscription: Subscription, epoch: string): void {
    subscription.epoch = epoch;
  }

  reset(subscription: Subscription, head: LogHead): void {
    subscription.epoch = head.epoch;
    subscription.offset = head.head;
    this.#drops.clear();
    this.#forgotten = head.head;
    this.drops.dropAll();
  }

  #remember(userId: string, offset: number): void {
    this.#drops.delete(userId);
    this.#drops.set(userId, offset);
    if (this.#drops.size <= REMEMBERED_DROPS) return;
    const [oldest] = this.#drops;
    if (oldest === undefined) return;
    this.#drops.delete(oldest[0]);
    this.#forgotten = Math.max(this.#forgotten, oldest[1]);
  }
}

/** Where the control channel stands in the log. */
export async function readControlPosition(
  readHeads: (names: readonly string[]) => Promise<ReadonlyMap<string, LogHead>>,
): Promise<Position> {
  const { epoch, head } = (await readHeads([CONTROL_CHANNEL])).get(CONTROL_CHANNEL) ?? UNWRITTEN;
  return { epoch, offset: head };
}
