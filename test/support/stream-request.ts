import type { StreamHub, StreamRequest } from "@/lib/realtime/hub/stream-hub";
import type { StreamCaps } from "@/lib/realtime/presence/connection-counts";
import type { PresenceStore } from "@/lib/realtime/presence/presence-writer";

export const ROOMY: StreamCaps = { perBrowser: 1e6, perUser: 1e6, perAddress: 1e6, perInstance: 1e6 };

export const ALONE: PresenceStore = {
  write: async () => ({ wasKnown: true, others: 0 }),
  remove: async () => undefined,
  countElsewhere: async () => new Map(),
};

/** Returns a request as the stream's route makes it, by default of a new person with a new address. */
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
    owner: { userId, address, credentialId, credentialKind: "session", rights: "" },
    authorisedAfter: await hub.beforeAuthorisation(),
    channels: ["broadcast"],
    cursor: null,
    signal: new AbortController().signal,
    ...over,
  };
}
