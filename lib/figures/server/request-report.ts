import "server-only";
import { v5 as idFor, v7 as newId } from "uuid";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { transaction } from "@/lib/db/transaction";
import { requestReportSchema } from "@/lib/figures/model/report";
import { enqueue } from "@/lib/jobs/enqueue";
import { canSendMail } from "@/lib/server/mail";
import { errorText } from "@/lib/text/error-text";
import { mailReport } from "./mail-report";

/** Any fixed id will do: it makes ids of idempotency keys differ from all others. */
const KEYS = "0c1f6a58-1a35-5d0e-9d0b-5d8c0a7f4e21";

/** Mails the report of a day to the person who asks for it, and to nobody else. The same key sends one mail of a day. */
export const requestReportCommand = defineCommand({
  name: "request_figures_report",
  scope: null,
  limit: "notify",
  isRecorded: false,
  input: requestReportSchema,
  authorise: ({ viewer, input }) => refuseWithout("figures", viewer, input.tenant_id),
  run: async ({ viewer, input: { tenant_id, date }, idempotencyKey }) => {
    if (!canSendMail()) return failure<never>("unavailable", errorText("no_mail"));
    const press = [viewer.userId, tenant_id, date, idempotencyKey].join(" ");
    const id = idempotencyKey === undefined ? newId() : idFor(press, KEYS);
    await transaction((tx) =>
      enqueue(tx, mailReport, { tenant_id, date, user_id: viewer.userId }, { tenantId: tenant_id, id }),
    );
    return success({ recipient: viewer.email });
  },
});
