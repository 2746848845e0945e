import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { StoreRole } from "@/lib/auth/model/store-roles";
import { loadSessionViewer, type Viewer } from "@/lib/auth/server/load-viewer";
import { channels } from "@/lib/channels";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { demoMail } from "@/lib/db/schema/demo";
import { notifications } from "@/lib/db/schema/notifications";
import { auditLog } from "@/lib/db/schema/platform";
import { memberships, storeDevices } from "@/lib/db/schema/stores";
import { mailInvitation } from "@/lib/invitations/server/mail-invitation";
import { readOwnInvitation } from "@/lib/invitations/server/queries";
import { runReactions } from "@/lib/reactions";
import { CONTROL_CHANNEL } from "@/lib/realtime/hub/control";
import { readEvents } from "@/lib/realtime/log/log";
import { teamChannel } from "@/lib/team/model/channel";
import { readTeam } from "@/lib/team/server/queries";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { DEMO_MODE: "on", LIMIT_NOTIFY: "0", LIMIT_WRITE: "0" });
});

withDatabase();

// A new reaction starts at the end of the log.
beforeAll(() => runReactions(20_000));

let kitchen: TestRestaurant;
let ana: Viewer;
let maya: Viewer;
let kofi: Viewer;
let dev: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  const member = (name: string, role: StoreRole) => makePerson(name, { staffOf: [kitchen.id], role });
  ana = await member("Ana", "owner");
  maya = await member("Maya", "manager");
  kofi = await member("Kofi", "staff");
  dev = await makePerson("Dev", { staffOf: [(await makeRestaurant()).id] });
});

const invite = (who: Viewer, email: string, role: StoreRole = "staff") =>
  commands.invite_member.execute(who, { tenant_id: kitchen.id, email, role }, undefined);
const accept = (who: Viewer, invitation_id: string) =>
  commands.accept_team_invitation.execute(who, { invitation_id }, undefined);
const withdraw = (who: Viewer, invitation_id: string) =>
  commands.withdraw_team_invitation.execute(who, { invitation_id }, undefined);
const remove = (who: Viewer, whom: Viewer) =>
  commands.remove_member.execute(who, { tenant_id: kitchen.id, user_id: whom.userId }, undefined);
const setRole = (who: Viewer, whom: Viewer, role: StoreRole) =>
  commands.change_member_role.execute(who, { tenant_id: kitchen.id, user_id: whom.userId, role }, undefined);
const roleOf = async (whom: Viewer) =>
  (await loadSessionViewer(whom.credential.id))?.tenantRoles[kitchen.id] ?? null;
async function invited(email: string, role?: StoreRole): Promise<string> {
  const result = await invite(ana, email, role);
  if (!result.ok) throw new Error(result.message);
  return result.data.id;
}
const current = async (whom: Viewer): Promise<Viewer> => {
  const viewer = await loadSessionViewer(whom.credential.id);
  if (viewer === null) throw new Error("The session has ended");
  return viewer;
};
const titlesOf = async (whom: Viewer) => {
  await runReactions(20_000);
  const rows = await (await queryable())
    .select({ title: notifications.title })
    .from(notifications)
    .where(eq(notifications.user_id, whom.userId));
  return rows.map(({ title }) => title);
};
const context = { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined };

describe("an invitation to a team", () => {
  test("is mailed, makes a member with its role, and tells the owners", async () => {
    const olga = await makePerson("Olga");
    const id = await invited(olga.email, "manager");
    expect(await mailInvitation.run({ invitation_id: id }, context)).toBe(1);
    const db = await queryable();
    const [mail] = await db.select().from(demoMail).where(eq(demoMail.recipient, olga.email));
    expect(mail).toMatchObject({
      subject: "Work in Test Kitchen on Platewire",
      link: expect.stringContaining(`/partner/join?invitation=${id}`),
    });
    expect(await readOwnInvitation(olga, id, "team")).toMatchObject({ slug: kitchen.slug, role: "manager" });
    expect(await readOwnInvitation(olga, id, "fleet")).toBeNull();
    expect(await readOwnInvitation(dev, id, "team")).toBeNull();
    expect(await accept(olga, id)).toMatchObject({ ok: true });
    expect(await accept(olga, id)).toMatchObject({ ok: true });
    expect(await roleOf(olga)).toBe("manager");
    expect(await titlesOf(ana)).toEqual(["Olga has joined Test Kitchen"]);
    expect(await titlesOf(maya)).toEqual([]);
    expect(await invite(ana, olga.email)).toMatchObject({ ok: false, code: "conflict" });
  });

  test("cannot be sent, withdrawn or accepted by the wrong person", async () => {
    const olga = await makePerson("Olga");
    for (const who of [maya, kofi, dev, olga])
      expect(await invite(who, "somebody@example.test")).toMatchObject({ code: "forbidden" });
    const id = await invited(olga.email);
    for (const who of [maya, dev, olga]) expect(await withdraw(who, id)).toMatchObject({ code: "not_found" });
    for (const who of [maya, dev, ana]) expect(await accept(who, id)).toMatchObject({ code: "not_found" });
    // The other kind of invitation has commands of its own.
    expect(
      await commands.accept_rider_invitation.execute(olga, { invitation_id: id }, undefined),
    ).toMatchObject({ code: "not_found" });
    expect(await withdraw(ana, id)).toMatchObject({ ok: true });
    expect(await accept(olga, id)).toMatchObject({ code: "not_found" });
    expect(await roleOf(olga)).toBeNull();
  });

  test("tells nobody of a member who joins again, and does not change their role", async () => {
    const olga = await makePerson("Olga");
    const id = await invited(olga.email, "owner");
    // Added by hand, at an hour when the invitation was open.
    const db = await queryable();
    await db.insert(memberships).values({ user_id: olga.userId, tenant_id: kitchen.id, role: "staff" });
    expect(await accept(olga, id)).toMatchObject({ ok: true });
    expect(await roleOf(olga)).toBe("staff");
    expect(await titlesOf(ana)).toEqual([]);
  });

  test("ends with the right of the owner who sent it, when another one takes that right", async () => {
    await setRole(ana, maya, "owner");
    const accomplice = await makePerson("Mallory");
    const result = await invite(await current(maya), accomplice.email, "owner");
    if (!result.ok) throw new Error(result.message);
    const kept = await invited("somebody@example.test");
    expect(await setRole(ana, maya, "manager")).toMatchObject({ ok: true });
    expect(await accept(accomplice, result.data.id)).toMatchObject({ code: "not_found" });
    expect(await roleOf(accomplice)).toBeNull();
    expect((await readTeam(ana, kitchen.id))?.invitations.map(({ id }) => id)).toEqual([kept]);
  });

  test("of a rider ends with the right of the manager who sent it", async () => {
    const mallory = await makePerson("Mallory");
    const ride = await commands.invite_rider.execute(
      maya,
      { tenant_id: kitchen.id, email: mallory.email },
      undefined,
    );
    if (!ride.ok) throw new Error(ride.message);
    const acceptRide = () =>
      commands.accept_rider_invitation.execute(mallory, { invitation_id: ride.data.id }, undefined);
    expect(await remove(ana, maya)).toMatchObject({ ok: true });
    expect(await acceptRide()).toMatchObject({ code: "not_found" });
  });

  test("to the team is not in the way of one to the fleet of the same store", async () => {
    const olga = await makePerson("Olga");
    const id = await invited(olga.email);
    const ride = await commands.invite_rider.execute(
      ana,
      { tenant_id: kitchen.id, email: olga.email },
      undefined,
    );
    expect(ride).toMatchObject({ ok: true });
    expect((await readTeam(ana, kitchen.id))?.invitations.map((one) => one.id)).toEqual([id]);
  });
});

describe("a member", () => {
  test("is listed for owners only", async () => {
    const team = await readTeam(ana, kitchen.id);
    expect(team?.members.map(({ name, role }) => [name, role])).toEqual([
      ["Ana", "owner"],
      ["Maya", "manager"],
      ["Kofi", "staff"],
    ]);
    for (const who of [maya, kofi, dev]) expect(await readTeam(who, kitchen.id)).toBeNull();
    const name = teamChannel.name(kitchen.id);
    const may = async (who: Viewer) => (await channels.judge(who, [name])).forbidden.length === 0;
    expect(await Promise.all([ana, maya, kofi, dev].map(may))).toEqual([true, false, false, false]);
  });

  test("who is removed loses the store, their streams and the shifts of their devices at once", async () => {
    const db = await queryable();
    const at = { started_at: new Date(), seen_at: new Date(), is_sound_on: true, is_visible: true };
    const [own, other] = [randomUUID(), randomUUID()];
    await db.insert(storeDevices).values([
      { ...at, tenant_id: kitchen.id, id: own, name: "Kofi's", user_id: kofi.userId },
      { ...at, tenant_id: kitchen.id, id: other, name: "Ana's", user_id: ana.userId },
    ]);
    expect(await remove(ana, kofi)).toMatchObject({ ok: true });
    expect(await roleOf(kofi)).toBeNull();
    const { events } = await readEvents(db, CONTROL_CHANNEL, 0);
    expect(events.filter(({ data }) => data.includes(kofi.userId))).toHaveLength(1);
    const on = await db
      .select({ id: storeDevices.id, ended_at: storeDevices.ended_at })
      .from(storeDevices)
      .where(eq(storeDevices.tenant_id, kitchen.id));
    expect(on.find(({ id }) => id === own)?.ended_at).not.toBeNull();
    expect(on.find(({ id }) => id === other)?.ended_at).toBeNull();
    expect(await titlesOf(kofi)).toEqual(["You're no longer on the team of Test Kitchen"]);
    const [audited] = await db.select().from(auditLog).where(eq(auditLog.target_id, kofi.userId));
    expect(audited).toMatchObject({ action: "remove_member", actor_id: ana.userId, tenant_id: kitchen.id });
    expect(await remove(ana, kofi)).toMatchObject({ code: "not_found" });
  });

  test("is removed and changed by owners alone, and may leave", async () => {
    for (const who of [maya, dev]) {
      expect(await remove(who, kofi)).toMatchObject({ code: "forbidden" });
      expect(await setRole(who, kofi, "owner")).toMatchObject({ code: "forbidden" });
    }
    expect(await remove(kofi, kofi)).toMatchObject({ ok: true });
    expect(await titlesOf(ana)).toEqual(["Kofi has left Test Kitchen"]);
  });

  test("gets the rights of a new role with the next request, and is told", async () => {
    expect(await setRole(ana, kofi, "manager")).toMatchObject({ ok: true });
    expect(await setRole(ana, kofi, "manager")).toMatchObject({ ok: true });
    expect(await roleOf(kofi)).toBe("manager");
    expect(await titlesOf(kofi)).toEqual(["You're a manager of Test Kitchen now"]);
  });

  test("changes nobody with a right that another owner has just taken", async () => {
    const olga = await makePerson("Olga", { staffOf: [kitchen.id], role: "owner" });
    await setRole(ana, olga, "staff");
    // As a request that was authorised before the change: `olga` is the owner of then.
    expect(await remove(olga, ana)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await setRole(olga, olga, "owner")).toMatchObject({ ok: false, code: "forbidden" });
    expect(await roleOf(olga)).toBe("staff");
    expect(await remove(olga, olga)).toMatchObject({ ok: true });
  });

  test("who is the last owner stays one, also when two owners leave at once", async () => {
    expect(await remove(ana, ana)).toMatchObject({ ok: false, code: "conflict" });
    expect(await setRole(ana, ana, "staff")).toMatchObject({ ok: false, code: "conflict" });
    await setRole(ana, maya, "owner");
    const left = await Promise.all([remove(ana, ana), remove(maya, maya)]);
    expect(left.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
