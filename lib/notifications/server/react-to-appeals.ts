import "server-only";
import { roleChannel } from "@/lib/auth/model/channels";
import { noticeOfAppeal } from "@/lib/notifications/model/waiting-notices";
import { adminNews } from "@/lib/platform/model/events";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";

/** Notifies admins that somebody appeals. Who it is stands on the page that it opens. */
export const notifyOfAppeals = defineReaction({
  name: "notify_of_appeals",
  channels: roleChannel.name("%"),
  events: [adminNews],
  // Open appeals stay on the page of approvals.
  onGap: "skip",
  isReplayable: true,
  load: (tx) => listAdmins(tx),
  on: {
    admin_news: (tx, event, admins) => {
      const { kind, id, timestamp: at } = event.data;
      if (kind !== "appeal_made") return;
      for (const userId of admins)
        addNotification(tx, userId, {
          ...{ event, at, topic: `appeal:${id}`, kind: "appeal", notice: noticeOfAppeal() },
        });
    },
  },
});
