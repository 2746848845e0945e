export interface Announcement {
  message: string;
  /** Interrupts the screen reader. */
  urgent?: boolean;
  /** Concurrent announcements of one kind are combined. */
  burst?: { kind: string; summarize: (count: number) => string };
}

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
