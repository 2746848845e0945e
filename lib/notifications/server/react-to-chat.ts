import "server-only";
import { roleChannel, userChannel } from "@/lib/auth/model/channels";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { type ChatMessageEvent, chatMessage, chatTrouble } from "@/lib/chat/model/events";
import { noticeOfBlock, noticeOfReport } from "@/lib/chat/model/notices";
import { findFirstUnread } from "@/lib/chat/server/queries";
import type { Transaction } from "@/lib/db/transaction";
import { defineReaction, type Occurrence } from "@/lib/reactions/define-reaction";
import { readStaff } from "@/lib/stores/server/queries";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";
import { planReminder } from "./remind-of-chat";

type Sent = Occurrence<"chat_message", ChatMessageEvent>;

const keyOf = ({ id, as }: Pick<ChatMessageEvent, "id" | "as">) => `${id} ${as}`;

const loadFirstUnread = async (tx: Transaction, events: readonly Sent[]): Promise<Set<string>> => {
  const fromOthers = events.flatMap(({ data: { id, as, author } }) =>
    author.kind === as || author.kind === "system" ? [] : [{ id, as }],
  );
  return new Set((await findFirstUnread(tx, fromOthers)).map(keyOf));
};

/** The job looks whether it was read meanwhile. Later messages follow from it, so a lively chat makes few jobs. */
async function remindLater(tx: Transaction, { data }: Sent, unread: ReadonlySet<string>): Promise<void> {
  if (unread.has(keyOf(data))) await planReminder(tx, data);
}

/** Customers and riders who do not read a message get a notification of it. */
export const remindPeopleOfChats = defineReaction({
  name: "remind_people_of_chats",
  channels: userChannel.name("%"),
  events: [chatMessage],
  // Messages older than the log were read, or are of an order that is long over.
  onGap: "skip",
  load: loadFirstUnread,
  on: { chat_message: remindLater },
});

/** The same for the staff of stores. */
export const remindStoresOfChats = defineReaction({
  name: "remind_stores_of_chats",
  channels: tenantChatChannel.name("%"),
  events: [chatMessage],
  onGap: "skip",
  load: loadFirstUnread,
  on: { chat_message: remindLater },
});

/** The support is told of reports and blocks, and so is the store that has neither done nor caused it. */
export const notifyOfChatTrouble = defineReaction({
  name: "notify_of_chat_trouble",
  channels: roleChannel.name("%"),
  events: [chatTrouble],
  onGap: "skip",
  isReplayable: true,
  load: (tx) => listAdmins(tx),
  on: {
    chat_trouble: async (tx, event, admins) => {
      const { order_id, order_code: code, tenant_id: tenantId, by, about, reason, timestamp } = event.data;
      const noticeFor = (path: string) =>
        reason === null
          ? noticeOfBlock({ code, by, about, path })
          : noticeOfReport({ code, by, about, path, reason });
      const shared = { event, at: timestamp, topic: `chat_trouble:${order_id}`, tenantId };
      for (const userId of admins)
        addNotification(tx, userId, {
          ...shared,
          notice: noticeFor(`/admin/orders/${order_id}`),
          kind: "chat_trouble",
        });
      if (by === "store" || about === "store") return;
      for (const { user_id, slug } of await readStaff(tx, tenantId))
        if (!admins.includes(user_id))
          addNotification(tx, user_id, { ...shared, notice: noticeFor(`/partner/${slug}`), kind: "chat" });
    },
  },
});
