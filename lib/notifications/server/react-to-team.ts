import "server-only";
import { defineReaction } from "@/lib/reactions/define-reaction";
import { readStaff } from "@/lib/stores/server/queries";
import { teamChannel } from "@/lib/team/model/channel";
import { teamChanged } from "@/lib/team/model/events";
import { noticeForMember, noticeForOwners } from "@/lib/team/model/notices";
import { addNotification } from "./add";

/** Notifies owners of people who join or leave, and members of what others change about them. */
export const notifyOfTeam = defineReaction({
  name: "notify_of_team",
  channels: teamChannel.name("%"),
  events: [teamChanged],
  onGap: "skip",
  isReplayable: true,
  on: {
    team_changed: async (tx, event) => {
      const { tenant_id: tenantId, change, user_id: userId, name, role, by, timestamp } = event.data;
      if (userId === null || change === "invited" || change === "withdrawn") return;
      const staff = await readStaff(tx, tenantId);
      const [{ store, slug } = { store: "", slug: "" }] = staff;
      if (slug === "") return;
      const about = { event, at: timestamp, kind: "account", topic: `team:${tenantId}`, tenantId } as const;
      if (change === "role_changed" || change === "removed") {
        if (userId !== by)
          addNotification(tx, userId, { ...about, notice: noticeForMember(change, { store, slug, role }) });
        return;
      }
      const notice = noticeForOwners(change, { store, slug, name, role });
      for (const member of staff)
        if (member.role === "owner" && member.user_id !== userId)
          addNotification(tx, member.user_id, { ...about, notice });
    },
  },
});
