/** A message for screen readers. */
export interface Announcement {
  message: string;
  /** Interrupts the screen reader. Only for new orders, cancellations and a lost connection. */
  urgent?: boolean;
  /** Concurrent announcements of one kind are combined: "3 new orders". */
  burst?: { kind: string; summarize: (count: number) => string };
}

/** Combines a burst of announcements into one text: each kind or message once, in order of first appearance. */
export function batchAnnouncements(announcements: readonly Announcement[]): string {
  const said = new Map<string, Announcement[]>();
  for (const announcement of announcements) {
    const key = announcement.burst ? `burst:${announcement.burst.kind}` : `message:${announcement.message}`;
    said.set(key, [...(said.get(key) ?? []), announcement]);
  }
  return [...said.values()]
    .map((group) => {
      const last = group[group.length - 1];
      return group.length > 1 && last?.burst ? last.burst.summarize(group.length) : (last?.message ?? "");
    })
    .join(" · ");
}
