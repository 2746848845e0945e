import "server-only";
import { defineCatalogue } from "@/lib/realtime/protocol/define-event";
import { jsonOfBody, typeOfBody } from "@/lib/realtime/protocol/frames";
import { type LogHead, type Position, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { logger } from "@/lib/server/logger";
import { readJsonText } from "@/lib/text/read-json";
import { CONTROL_CHANNEL, dropCredentialEvent, dropUserEvent } from "./control";
import type { ChannelReader, HubChannel, Subscription } from "./hub-channel";

/** A stream that was authorised before an older drop is authorised again. */
const REMEMBERED_DROPS = 1_000;

const events = defineCatalogue([dropUserEvent, dropCredentialEvent]);

interface Drops {
  dropUser(userId: string): void;
  dropCredential(credentialId: string): void;
  /** Used when it is unknown whose streams were meant. */
  dropAll(): void;
}

interface Owner {
  readonly userId: string;
  readonly credentialId: string;
}

/** Ends streams of this process, and remembers the drops for streams that were authorised before and join after. */
export class ControlFollower implements ChannelReader {
  readonly subscription: Subscription;
  /** Offset of the last drop by user or credential, oldest first. */
  readonly #drops = new Map<string, number>();
  /** Drops up to this offset are not remembered. */
  #forgotten = 0;

  constructor(
    channel: HubChannel,
    private readonly drops: Drops,
  ) {
    this.subscription = { channel, reader: this, epoch: "", offset: 0, isLive: true, isPlaced: false };
  }

  /** Null before the channel's head was read. */
  get position(): Position | null {
    const { epoch, offset } = this.subscription.channel;
    return offset === undefined ? null : { epoch, offset };
  }

  begin(head: LogHead): void {
    const { channel } = this.subscription;
    if (channel.offset === undefined) this.#forgotten = head.head;
    channel.onHead(head);
  }

  /** `revoked`: the credential has ended since then; `dropped`: the user was dropped, or old drops are forgotten. */
  endedSince({ userId, credentialId }: Owner, since: Position): "revoked" | "dropped" | null {
    if ((this.#drops.get(credentialId) ?? 0) > since.offset) return "revoked";
    const { epoch } = this.subscription.channel;
    const isOfThisLife = since.epoch === epoch || since.offset === 0;
    const last = Math.max(this.#forgotten, this.#drops.get(userId) ?? 0);
    return !isOfThisLife || last > since.offset ? "dropped" : null;
  }

  deliver(subscription: Subscription, offset: number, body: Uint8Array): void {
    subscription.offset = offset;
    const event = events.decode(typeOfBody(body), readJsonText(jsonOfBody(body)));
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
        // May come from a newer version.
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

  /** Users and credentials share the map, since both have random ids. */
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

export async function readControlPosition(
  readHeads: (names: readonly string[]) => Promise<ReadonlyMap<string, LogHead>>,
): Promise<Position> {
  const { epoch, head } = (await readHeads([CONTROL_CHANNEL])).get(CONTROL_CHANNEL) ?? UNWRITTEN;
  return { epoch, offset: head };
}
