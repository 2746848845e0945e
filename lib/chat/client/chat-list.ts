import type { ChatMessage, ChatPage, ChatReceipt } from "@/lib/chat/model/message";

/** A room as a page knows it: the latest messages, and the older ones that were asked for. */
export type ChatList = ChatPage;

/** In the order of the room, each once: a message comes by its own answer, by the stream and by reads. */
function inOrder(messages: readonly ChatMessage[]): ChatMessage[] {
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** A receipt only ever moves on. */
function laterReceipts(one: readonly ChatReceipt[], other: readonly ChatReceipt[]): ChatReceipt[] {
  const latest = new Map<string, ChatReceipt>();
  for (const receipt of [...one, ...other])
    if ((latest.get(receipt.kind)?.seq ?? -1) < receipt.seq) latest.set(receipt.kind, receipt);
  return [...latest.values()];
}

/**
 * Merges the latest page with what is known. Where messages are missing between the two, the older ones are dropped: they can be
 * asked for again, and a gap that nobody sees would be worse.
 */
export function withFresh(known: ChatList | undefined, fresh: ChatPage): ChatList {
  if (known === undefined) return fresh;
  const [oldest] = fresh.messages;
  const last = known.messages.at(-1);
  const isJoined = oldest !== undefined && last !== undefined && last.seq >= oldest.seq - 1;
  const keeps = isJoined || (oldest === undefined && fresh.head <= (last?.seq ?? 0));
  return {
    ...fresh,
    messages: keeps ? inOrder([...known.messages, ...fresh.messages]) : fresh.messages,
    next_cursor: keeps ? known.next_cursor : fresh.next_cursor,
    receipts: laterReceipts(known.receipts, fresh.receipts),
    head: Math.max(known.head, fresh.head),
    read: Math.max(known.read, fresh.read),
  };
}

export function withOlder(known: ChatList, older: ChatPage): ChatList {
  return {
    ...known,
    messages: inOrder([...older.messages, ...known.messages]),
    next_cursor: older.next_cursor,
  };
}

/** True when a message between the last known one and this one has not come. */
export function skipsMessages(known: ChatList, message: ChatMessage): boolean {
  return message.seq > known.head + 1;
}

/** Adds a message that was sent from here, or that the stream brought. A member's own message counts as read. */
export function withMessage(known: ChatList, message: ChatMessage): ChatList {
  const isOwn = message.author.kind === known.as;
  return {
    ...known,
    messages: inOrder([...known.messages, message]),
    head: Math.max(known.head, message.seq),
    read: isOwn ? Math.max(known.read, message.seq) : known.read,
  };
}

export function withReceipt(known: ChatList, receipt: ChatReceipt): ChatList {
  return {
    ...known,
    receipts: laterReceipts(known.receipts, [receipt]),
    read: receipt.kind === known.as ? Math.max(known.read, receipt.seq) : known.read,
  };
}

/** Returns for each own message the members who have read it and no later own one, so that each is named once. */
export function seenBy({ as, messages, receipts }: ChatList): ReadonlyMap<number, ChatReceipt["kind"][]> {
  const own = messages.filter(({ author }) => author.kind === as).map(({ seq }) => seq);
  const seen = new Map<number, ChatReceipt["kind"][]>();
  for (const { kind, seq } of receipts) {
    const last = own.findLast((each) => each <= seq);
    if (kind !== as && last !== undefined) seen.set(last, [...(seen.get(last) ?? []), kind]);
  }
  return seen;
}
