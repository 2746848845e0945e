import "server-only";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { incidents, incidentUpdates } from "@/lib/db/schema/status";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { recordAudit } from "@/lib/platform/server/audit";
import { type IncidentState, openIncidentSchema, updateIncidentSchema } from "@/lib/status/model/incident";
import { errorText } from "@/lib/text/error-text";
import { mailIncident } from "./mail-incident";
import { forgetStatusPage } from "./queries";

const adminsOnly = ({ viewer }: { viewer: Viewer }) =>
  viewer.isAdmin ? null : failure<never>("forbidden", errorText("admins_only"));

interface Update {
  readonly incidentId: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly text: string;
  readonly at: Date;
}

async function addUpdate(
  tx: Transaction,
  { userId, name }: Viewer,
  action: string,
  { incidentId, title, state, text, at }: Update,
): Promise<void> {
  const id = newId();
  await tx.insert(incidentUpdates).values({ id, incident_id: incidentId, state, text, at });
  await enqueue(tx, mailIncident, { update_id: id });
  await recordAudit(tx, {
    ...{ actor: { id: userId, name }, action, target: { kind: "incident", id: incidentId } },
    detail: { title, state },
  });
  tx.afterCommit(forgetStatusPage);
}

export const openIncidentCommand = defineCommand({
  name: "open_incident",
  scope: null,
  limit: "notify",
  input: openIncidentSchema,
  authorise: adminsOnly,
  run: ({ viewer, input: { title, impact, text } }) =>
    transaction<Result<{ id: string }, never>>(async (tx) => {
      const at = new Date();
      const id = newId();
      await tx.insert(incidents).values({ id, title, impact, started_at: at });
      await addUpdate(tx, viewer, "open_incident", {
        ...{ incidentId: id, title, state: "investigating", text, at },
      });
      return success({ id });
    }),
});

/** `resolved` ends the incident. One that has ended is not changed any more: a new fault is a new incident. */
export const updateIncidentCommand = defineCommand({
  name: "update_incident",
  scope: null,
  limit: "notify",
  input: updateIncidentSchema,
  authorise: adminsOnly,
  run: ({ viewer, input: { incident_id, state, text } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [found] = await tx.select().from(incidents).where(eq(incidents.id, incident_id)).for("update");
      if (found === undefined) return failure<never>("not_found", errorText("incident_not_found"));
      if (found.resolved_at !== null) return failure<never>("conflict", errorText("incident_resolved"));
      const at = new Date();
      if (state === "resolved")
        await tx.update(incidents).set({ resolved_at: at }).where(eq(incidents.id, incident_id));
      await addUpdate(tx, viewer, state === "resolved" ? "resolve_incident" : "update_incident", {
        ...{ incidentId: incident_id, title: found.title, state, text, at },
      });
      return success<null>(null);
    }),
});
