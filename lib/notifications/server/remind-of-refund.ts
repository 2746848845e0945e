import "server-only";
import * as z from "zod/mini";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { noticeOfWaitingRefund } from "@/lib/notifications/model/refund-notices";
import { needsApproval } from "@/lib/refunds/model/rules";
import { readWaitingRefund } from "@/lib/refunds/server/queries";
import { readStaff } from "@/lib/stores/server/queries";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { addNotification } from "./add";
import { listAdmins } from "./list-admins";

/** A store that has not answered for so long is helped. */
const ADMINS_AFTER_HOURS = 72;

/**
 * Reminds whoever can answer a refund that still waits: staff, or the owners when it is above the limit of the store; the last time
 * admins, too. A second run adds nothing: the reminders' ids come from the refund and its hour.
 */
export const remindOfRefund = defineJob({
  name: "refund:remind",
  input: z.object({ refund_id: idSchema, hours: z.int().check(z.positive()), asked_at: instantSchema }),
  retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 30 },
  run: ({ refund_id, hours, asked_at }) =>
    transaction(async (tx) => {
      const refund = await readWaitingRefund(tx, refund_id);
      if (refund === null) return 0;
      const { tenant_id: tenantId, user_id: customerId } = refund;
      const asMember = refund.requested_role === "customer" ? "manager" : null;
      const mayAnswer = (role: string) =>
        role === "owner" || (asMember !== null && !needsApproval(asMember, refund.amount, { limit: refund.limit, bearer: null }));
      const staff = (await readStaff(tx, tenantId)).filter(({ role }) => mayAnswer(role));
      const admins = hours >= ADMINS_AFTER_HOURS ? await listAdmins(tx) : [];
      const people = new Set([...staff.map(({ user_id }) => user_id), ...admins]);
      people.delete(customerId);
      const notice = noticeOfWaitingRefund(refund, hours);
      for (const userId of people)
        addNotification(tx, userId, {
          event: { channel: `refund:${refund_id}`, epoch: asked_at, offset: hours },
          at: new Date(Date.parse(asked_at) + hours * 3_600_000).toISOString(),
          notice: admins.includes(userId) ? { ...notice, action_url: "/admin/refunds" } : notice,
          kind: "refund",
          topic: `refund:${refund_id}`,
          tenantId,
        });
      return people.size;
    }),
});
