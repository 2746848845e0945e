import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as confirm } from "@/app/api/status/confirm/route";
import { GET as getStatus } from "@/app/api/status/route";
import { POST as unsubscribe } from "@/app/api/status/unsubscribe/route";
import { POST as askForMail } from "@/app/status/subscribe/route";
import { queryable } from "@/lib/db/client";
import { demoMail } from "@/lib/db/schema/demo";
import { auditLog } from "@/lib/db/schema/platform";
import { incidentUpdates, statusMails, statusSubscribers } from "@/lib/db/schema/status";
import { listDemoMail } from "@/lib/demo/mailbox";
import { jobs } from "@/lib/jobs";
import { drainJobs } from "@/lib/jobs/drain-jobs";
import { publicStatusSchema } from "@/lib/status/model/schema";
import { openIncidentCommand, updateIncidentCommand } from "@/lib/status/server/change-incident";
import { forgetStatusPage } from "@/lib/status/server/queries";
import { removeUnconfirmedSubscribers } from "@/lib/status/server/remove-old";
import { subscriberToken } from "@/lib/status/server/subscriber-token";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  process.env.DEMO_MODE = "on";
  process.env.LIMIT_NOTIFY = "0";
});

withDatabase();

const ADDRESS = "reader@example.test";
const open = {
  title: "Updates arrive late",
  impact: "degraded",
  text: "We are looking for the cause.",
} as const;
const isOk = async <Data>(result: Promise<{ ok: true; data: Data } | { ok: false; message: string }>) => {
  const answer = await result;
  if (!answer.ok) throw new Error(answer.message);
  return answer.data;
};
const makeAdmin = () => makePerson("Ada", { isAdmin: true });
const askFor = (email: string) =>
  askForMail(
    new Request("http://localhost:3000/status/subscribe", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": "192.0.2.7" },
      body: new URLSearchParams({ email }),
    }),
  );
const press = (
  handler: (request: Request) => Promise<Response>,
  token: string,
  body = "List-Unsubscribe=One-Click",
) =>
  handler(
    new Request(`http://localhost:3000/api/status/x?${new URLSearchParams({ token })}`, {
      method: "POST",
      body,
    }),
  );
const publicIncidents = async () => {
  forgetStatusPage();
  return publicStatusSchema.parse((await (await getStatus()).json()).data).incidents;
};
const tokenOf = (link: string | null | undefined) => new URL(link ?? "").searchParams.get("token") ?? "";
async function subscribed(email: string) {
  const db = await queryable();
  const id = crypto.randomUUID();
  await db.insert(statusSubscribers).values({ id, email, asked_at: new Date(), confirmed_at: new Date() });
  return id;
}

beforeEach(async () => {
  const db = await queryable();
  await drainJobs(jobs, 5_000);
  await db.delete(statusSubscribers);
  await db.delete(demoMail);
});

describe("an incident", () => {
  test("is reported, updated and resolved by admins, and everyone sees each update", async () => {
    const ada = await makeAdmin();
    const { id } = await isOk(openIncidentCommand.execute(ada, open, undefined));
    await isOk(
      updateIncidentCommand.execute(
        ada,
        { incident_id: id, state: "identified", text: "It is the bus." },
        undefined,
      ),
    );
    await isOk(
      updateIncidentCommand.execute(ada, { incident_id: id, state: "resolved", text: "Mended." }, undefined),
    );
    const incident = (await publicIncidents()).find((one) => one.id === id);
    expect(incident).toMatchObject({ title: open.title, impact: "degraded" });
    expect(incident?.resolved_at).not.toBeNull();
    expect(incident?.updates.map(({ state }) => state)).toEqual(["resolved", "identified", "investigating"]);
    const db = await queryable();
    const entries = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.target_id, id))
      .orderBy(desc(auditLog.at), desc(auditLog.id));
    expect(entries.map(({ action, actor_id }) => ({ action, actor_id }))).toEqual(
      ["resolve_incident", "update_incident", "open_incident"].map((action) => ({
        action,
        actor_id: ada.userId,
      })),
    );
  });

  test("that is resolved is not changed any more", async () => {
    const ada = await makeAdmin();
    const { id } = await isOk(openIncidentCommand.execute(ada, open, undefined));
    const resolve = { incident_id: id, state: "resolved", text: "Mended." } as const;
    await isOk(updateIncidentCommand.execute(ada, resolve, undefined));
    expect(await updateIncidentCommand.execute(ada, resolve, undefined)).toMatchObject({ code: "conflict" });
  });

  test("is not reported or changed by anyone but an admin", async () => {
    const { id } = await isOk(openIncidentCommand.execute(await makeAdmin(), open, undefined));
    for (const person of [await makePerson("Lena"), await makePerson("Ana", { staffOf: [] })]) {
      expect(await openIncidentCommand.execute(person, open, undefined)).toMatchObject({ code: "forbidden" });
      const update = { incident_id: id, state: "resolved", text: "Gone." } as const;
      expect(await updateIncidentCommand.execute(person, update, undefined)).toMatchObject({
        code: "forbidden",
      });
    }
    expect((await publicIncidents()).find((one) => one.id === id)?.resolved_at).toBeNull();
  });

  test("that does not exist is not found", async () => {
    const update = { incident_id: crypto.randomUUID(), state: "monitoring", text: "Text" } as const;
    expect(await updateIncidentCommand.execute(await makeAdmin(), update, undefined)).toMatchObject({
      code: "not_found",
    });
  });
});

describe("mail about incidents", () => {
  test("comes after the link was used, once for each update, until one press stops it", async () => {
    const asked = await askFor(" Reader@Example.test ");
    expect(asked.headers.get("location")).toBe("/status?mail=asked#subscribe");
    await drainJobs(jobs, 5_000);
    const [confirmation, ...more] = await listDemoMail();
    expect(more).toEqual([]);
    expect(confirmation).toMatchObject({ recipient: ADDRESS });
    // An address that is not confirmed gets nothing else.
    const ada = await makeAdmin();
    const { id } = await isOk(openIncidentCommand.execute(ada, open, undefined));
    await drainJobs(jobs, 5_000);
    expect(await listDemoMail()).toHaveLength(1);

    const done = await press(confirm, tokenOf(confirmation?.link));
    expect(done.headers.get("location")).toBe("/status/confirm?done=yes");
    await isOk(
      updateIncidentCommand.execute(
        ada,
        { incident_id: id, state: "monitoring", text: "Better." },
        undefined,
      ),
    );
    await drainJobs(jobs, 5_000);
    const mails = await listDemoMail();
    expect(mails).toHaveLength(2);
    expect(mails[0]).toMatchObject({ recipient: ADDRESS, subject: `Platewire: ${open.title}` });
    expect(mails[0]?.body).toContain("Better.");

    const db = await queryable();
    const [subscriber] = await db.select().from(statusSubscribers);
    const stop = subscriberToken("stop", subscriber?.id ?? "");
    expect(await (await press(unsubscribe, stop)).text()).toBe("Done");
    expect((await press(unsubscribe, stop, "page=1")).headers.get("location")).toBe(
      "/status/unsubscribe?done=yes",
    );
    await isOk(
      updateIncidentCommand.execute(ada, { incident_id: id, state: "resolved", text: "Over." }, undefined),
    );
    await drainJobs(jobs, 5_000);
    expect(await listDemoMail()).toHaveLength(2);
    expect(await db.select().from(statusSubscribers)).toEqual([]);
  });

  test("is not sent twice when its job runs again", async () => {
    await subscribed(ADDRESS);
    await subscribed("second@example.test");
    await isOk(openIncidentCommand.execute(await makeAdmin(), open, undefined));
    await drainJobs(jobs, 5_000);
    expect(await listDemoMail()).toHaveLength(2);
    const db = await queryable();
    const [update] = await db.select().from(incidentUpdates).orderBy(desc(incidentUpdates.at)).limit(1);
    const { mailIncident } = await import("@/lib/status/server/mail-incident");
    const context = {
      signal: new AbortController().signal,
      steadySince: new Date(),
      progress: () => undefined,
    };
    expect(await mailIncident.run({ update_id: update?.id }, context)).toBe(0);
    expect(await listDemoMail()).toHaveLength(2);
    expect(await db.select().from(statusMails)).not.toHaveLength(0);
  });

  test("does not say whether an address gets mail already, and mails it no second link at once", async () => {
    await subscribed(ADDRESS);
    for (const email of [ADDRESS, "new@example.test", "new@example.test"])
      expect((await askFor(email)).headers.get("location")).toBe("/status?mail=asked#subscribe");
    await drainJobs(jobs, 5_000);
    expect((await listDemoMail()).map(({ recipient }) => recipient)).toEqual(["new@example.test"]);
  });

  test.each(["", "nobody", "a@b", `${"x".repeat(300)}@example.test`])(
    "refuses %j as an address",
    async (email) => {
      expect((await askFor(email)).headers.get("location")).toBe("/status?mail=invalid#subscribe");
    },
  );

  test("is neither begun nor stopped by a token for something else, or for nobody", async () => {
    const id = await subscribed(ADDRESS);
    for (const token of ["", "x", `${id}.`, `${id}.AAAA`, subscriberToken("confirm", id)])
      expect((await press(unsubscribe, token)).status).toBe(404);
    for (const token of [
      "",
      `${id}.AAAA`,
      subscriberToken("stop", id),
      subscriberToken("confirm", crypto.randomUUID()),
    ])
      expect((await press(confirm, token)).headers.get("location")).toBe("/status/confirm?done=no");
    const db = await queryable();
    expect(await db.select().from(statusSubscribers)).toHaveLength(1);
  });

  test("is forgotten when the link was not used within a day", async () => {
    const db = await queryable();
    const id = crypto.randomUUID();
    await db
      .insert(statusSubscribers)
      .values({ id, email: "late@example.test", asked_at: new Date(Date.now() - 25 * 3_600_000) });
    await subscribed(ADDRESS);
    expect((await press(confirm, subscriberToken("confirm", id))).headers.get("location")).toContain(
      "done=no",
    );
    expect(await removeUnconfirmedSubscribers(db, 10)).toBe(1);
    expect((await db.select().from(statusSubscribers)).map(({ email }) => email)).toEqual([ADDRESS]);
  });

  test("is refused to a network that asks too often for one mailbox", async () => {
    const answers: (string | null)[] = [];
    for (let n = 0; n < 12; n++) answers.push((await askFor("often@example.test")).headers.get("location"));
    expect(answers.at(0)).toBe("/status?mail=asked#subscribe");
    expect(answers.at(-1)).toBe("/status?mail=limited#subscribe");
  });
});
