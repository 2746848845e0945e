import "server-only";
import { defineCatalogue } from "@/lib/realtime/protocol/define-event";
import { jsonOfBody, typeOfBody } from "@/lib/realtime/protocol/frames";
import { type LogHead, type Position, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { logger } from "@/lib/server/logger";
import { CONTROL_CHANNEL, dropCredentialEvent, dropUserEvent } from "./control";
import type { ChannelReader, HubChannel, Subscription } from "./hub-channel";

/** How many drops are remembered; a stream that was authorised before an older one is authorised once more. */
const REMEMBERED_DROPS = 1_000;

const events = defineCatalogue([dropUserEvent, dropCredentialEvent]);

/** Ends the streams that are open here. */
interface Drops {
  dropUser(userId: string): void;
  dropCredential(credentialId: string): void;
  /** It is not known any more whose streams were meant: as if all had been. */
  dropAll(): void;
}

/** Whose stream it is. */
interface Owner {
  readonly userId: string;
  readonly credentialId: string;
}

/**
 * Follows the control channel for a hub that has connections: ends streams as the channel says, and remembers it for
 * streams that were authorised before that and joined after it.
 */
export class ControlFollower implements ChannelReader {
  readonly subscription: Subscription;
  /** By person or credential, the offset of the last drop; the oldest first. */
  readonly #drops = new Map<string, number>();
  /** Drops up to this offset are not remembered. */
  #forgotten = 0;

  constructor(
    channel: HubChannel,
    private readonly drops: Drops,
  ) {
    // Live from the start: it has nothing to catch up with.
    this.subscription = { channel, reader: this, epoch: "", offset: 0, isLive: true, isPlaced: false };
  }

  /** Where the channel stands here; null as long as nobody has looked at the log. */
  get position(): Position | null {
    const { epoch, offset } = this.subscription.channel;
    return offset === undefined ? null : { epoch, offset };
  }

  /** Starts from the log as read by the first who joins. */
  begin(head: LogHead): void {
    const { channel } = this.subscription;
    if (channel.offset === undefined) this.#forgotten = head.head;
    channel.onHead(head);
  }

  /**
   * Whether a stream that was authorised after `since` may still be opened: `revoked` when its credential has ended since,
   * `dropped` when its person was dropped, or when that cannot be told any more.
   */
  endedSince({ userId, credentialId }: Owner, since: Position): "revoked" | "dropped" | null {
    if ((this.#drops.get(credentialId) ?? 0) > since.offset) return "revoked";
    const { epoch } = this.subscription.channel;
    const isOfThisLife = since.epoch === epoch || since.offset === 0;
    const last = Math.max(this.#forgotten, this.#drops.get(userId) ?? 0);
    return !isOfThisLife || last > since.offset ? "dropped" : null;
  }

  deliver(subscription: Subscription, offset: number, body: Uint8Array): void {
    subscription.offset = offset;
    const event = events.decode(typeOfBody(body), JSON.parse(jsonOfBody(body)));
    switch (event?.type) {
      case "drop_user":
        this.#remember(event.data.user_id, offset);
        this.drops.dropUser(event.data.user_id);
        break;
      case "drop_credential":
        this.#remember(event.data.credential_id, offset);
        this.drops.dropCredential(event.data.credential_id);
        break;
      default:
        // From a newer version, perhaps.
        logger.warn({ offset }, "An event on the control channel was not understood");
    }
  }

  deliverEphemeral(): void {
    // There are no ephemeral events on this channel.
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

  /** People and credentials share the map: both have random ids. */
  #remember(id: string, offset: number): void {
    this.#drops.delete(id);
    this.#drops.set(id, offset);
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
