/** Something a screen reader is to say. */
export interface Announcement {
  message: string;
  /** Interrupts: a new order, a cancellation, a lost connection, and nothing else. */
  urgent?: boolean;
  /** Several of one kind at once are said as one: "3 new orders". */
  burst?: { kind: string; summarize: (count: number) => string };
}

/** What is said for everything that came in one burst: once each, in order of first appearance. */
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
