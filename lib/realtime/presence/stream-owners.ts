import "server-only";
import { Census, type Full, type StreamCaps, type Visitor } from "./connection-counts";
import { type PresenceStore, PresenceWriter } from "./presence-writer";

/** Who has streams at this process: counted, kept within the caps, and told to the other instances. */
export class Visitors {
  readonly census = new Census();
  readonly presence: PresenceWriter;
  /** How many were one too many. */
  readonly refused: Record<Full, number> = { user_full: 0, address_full: 0, instance_full: 0 };

  constructor(
    private readonly caps: StreamCaps,
    store: PresenceStore,
  ) {
    this.presence = new PresenceWriter(store, this.census);
  }

  join(visitor: Visitor): void {
    this.census.join(visitor);
    this.presence.note(visitor.userId);
  }

  leave(visitor: Visitor): void {
    this.census.leave(visitor);
    this.presence.note(visitor.userId);
  }

  /** Which cap of this process one more would break. It is then counted as refused. Costs no query. */
  refuse(visitor: Partial<Visitor>): Full | null {
    const full = this.census.fullFor(visitor, this.caps);
    if (full !== null) this.refused[full]++;
    return full;
  }

  /** The same for who has joined already, by what all instances know of this person together. */
  async refuseJoined({ userId }: Visitor): Promise<"user_full" | null> {
    const elsewhere = await this.presence.countElsewhere(userId);
    if (this.census.ofUser(userId) + elsewhere <= this.caps.perUser) return null;
    this.refused.user_full++;
    return "user_full";
  }
}
