"use client";

import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useStoreEvents, useStoresPolling } from "@/hooks/stores/use-follow-stores";

interface FollowStoresProps {
  /** Those whose events the page gets. */
  followed: readonly string[];
  isEveryOne: boolean;
  /** The cursor at which the stores were read. */
  since: string | undefined;
}

/** Keeps the open, busy and paused stores of a list current: by the stream, and without one by reading them again. */
export function FollowStores({ followed, isEveryOne, since }: FollowStoresProps) {
  const { state } = useRealtime();
  useStoresPolling(isEveryOne ? state : "offline");
  return followed.map((id) => <FollowStore key={id} id={id} since={since} />);
}

/** For visitors, who have no stream. */
export function PollStores() {
  useStoresPolling("offline");
  return null;
}

function FollowStore({ id, since }: { id: string; since: string | undefined }) {
  useStoreEvents(id, since);
  return null;
}
