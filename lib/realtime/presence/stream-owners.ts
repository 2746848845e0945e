import "server-only";
import { ConnectionCounts, type Full, type StreamCaps, type StreamOwner } from "./connection-counts";
import { type PresenceStore, PresenceWriter } from "./presence-writer";

/** Who has streams at this process: counted, kept within the caps, and told to the other instances. */
export class StreamOwners {
  readonly counts = new ConnectionCounts();
  readonly presence: PresenceWriter;
  /** How many were one too many. */
  readonly refused: Record<Full, number> = { user_full: 0, address_full: 0, instance_full: 0 };

  constructor(
    private readonly caps: StreamCaps,
    store: PresenceStore,
  ) {
    this.presence = new PresenceWriter(store, this.counts);
  }

  join(owner: StreamOwner): void {
    this.counts.join(owner);
    this.presence.markChanged(owner.userId);
  }

  leave(owner: StreamOwner): void {
    this.counts.leave(owner);
    this.presence.markChanged(owner.userId);
  }

  /** Which cap of this process one more would break. It is then counted as refused. Costs no query. */
  refuse(owner: Partial<StreamOwner>): Full | null {
    const full = this.counts.exceededCap(owner, this.caps);
    if (full !== null) this.refused[full]++;
    return full;
  }

  /** The same for who has joined already, by what all instances know of this person together. */
  async refuseJoined({ userId }: StreamOwner): Promise<"user_full" | null> {
    const elsewhere = await this.presence.countElsewhere(userId);
    if (this.counts.ofUser(userId) + elsewhere <= this.caps.perUser) return null;
    this.refused.user_full++;
    return "user_full";
  }
}
