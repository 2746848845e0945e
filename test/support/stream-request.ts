import type { StreamHub, StreamRequest } from "@/lib/realtime/hub/stream-hub";
import type { StreamCaps } from "@/lib/realtime/presence/connection-counts";
import type { PresenceStore } from "@/lib/realtime/presence/presence-writer";

/** Caps that no test reaches by accident. */
export const ROOMY: StreamCaps = { perUser: 1e6, perAddress: 1e6, perInstance: 1e6 };

/** For a hub that is the only one there is. */
export const ALONE: PresenceStore = {
  write: async () => ({ wasKnown: true, others: 0 }),
  remove: async () => undefined,
  countElsewhere: async () => new Map(),
};

/** A request as the stream's route makes it, of somebody new from an address of their own unless told otherwise. */
export async function streamRequest(
  hub: StreamHub,
  {
    userId = crypto.randomUUID(),
    address = crypto.randomUUID(),
    credentialId = crypto.randomUUID(),
    ...over
  }: Partial<StreamRequest> & { userId?: string; address?: string; credentialId?: string } = {},
): Promise<StreamRequest> {
  return {
    visitor: { userId, address, credentialId },
    authorisedAfter: await hub.beforeAuthorisation(),
    channels: ["broadcast"],
    cursor: null,
    signal: new AbortController().signal,
    ...over,
  };
}
