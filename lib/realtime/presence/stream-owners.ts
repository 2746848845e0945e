import "server-only";
import { ConnectionCounts, type Full, type StreamCaps, type StreamOwner } from "./connection-counts";
import { type PresenceStore, PresenceWriter } from "./presence-writer";

export class StreamOwners {
  readonly counts = new ConnectionCounts();
  readonly presence: PresenceWriter;
  readonly refused: Record<Full, number> = {
    browser_full: 0,
    user_full: 0,
    address_full: 0,
    instance_full: 0,
  };

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

  /** Returns the exceeded cap of this process, or null. Counts the refusal. Makes no query. */
  refuse(owner: Partial<StreamOwner>): Full | null {
    const full = this.counts.exceededCap(owner, this.caps);
    if (full !== null) this.refused[full]++;
    return full;
  }

  /** Checks the cap per user over all instances, for an owner that has joined. */
  async refuseJoined({ userId }: StreamOwner): Promise<"user_full" | null> {
    const elsewhere = await this.presence.countElsewhere(userId);
    if (this.counts.ofUser(userId) + elsewhere <= this.caps.perUser) return null;
    this.refused.user_full++;
    return "user_full";
  }
}
