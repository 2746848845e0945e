import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getWeek } from "@/app/api/riders/me/week/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { rightsOf } from "@/lib/auth/server/check-streams";
import { loadSessionViewer, type Viewer } from "@/lib/auth/server/load-viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { demoMail } from "@/lib/db/schema/demo";
import { invitations } from "@/lib/db/schema/invitations";
import { riderShifts, riders, trips } from "@/lib/db/schema/riders";
import { INVITATIONS_AT_MOST } from "@/lib/invitations/model/schema";
import { mailInvitation } from "@/lib/invitations/server/mail-invitation";
import { readOwnInvitation } from "@/lib/invitations/server/queries";
import { CONTROL_CHANNEL } from "@/lib/realtime/hub/control";
import { readEvents } from "@/lib/realtime/log/log";
import { weekAt } from "@/lib/riders/model/week";
import { listLeaderboard } from "@/lib/riders/server/leaderboard";
import { readFleet } from "@/lib/riders/server/queries";
import { runUpkeep } from "@/lib/server/upkeep";
import { withDatabase } from "@/test/support/database";
import { goOnShift, makeRider, makeTrip } from "@/test/support/shift-riders";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { DEMO_MODE: "on", LIMIT_NOTIFY: "0", LIMIT_WRITE: "0" });
});

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let dev: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  ada = await makePerson("Ada", { isAdmin: true });
  dev = await makePerson("Dev", { staffOf: [(await makeRestaurant()).id] });
});

const invite = (who: Viewer, email: string, tenant_id: string | null = kitchen.id) =>
  commands.invite_rider.execute(who, { tenant_id, email }, undefined);
const accept = (who: Viewer, invitation_id: string) =>
  commands.accept_rider_invitation.execute(who, { invitation_id }, undefined);
const withdraw = (who: Viewer, invitation_id: string) =>
  commands.withdraw_rider_invitation.execute(who, { invitation_id }, undefined);
const remove = (who: Viewer, rider_id: string) => commands.remove_rider.execute(who, { rider_id }, undefined);
async function invited(email: string, tenantId: string | null = kitchen.id): Promise<string> {
  const result = await invite(ada, email, tenantId);
  if (!result.ok) throw new Error(result.message);
  return result.data.id;
}
const reloaded = async ({ credential }: Viewer) => loadSessionViewer(credential.id);
const context = { signal: new AbortController().signal, steadySince: new Date(), progress: () => undefined };

describe("an invitation", () => {
  test("is mailed with its link, and makes a rider of the person with the invited address", async () => {
    const rita = await makePerson("Rita");
    const invitation = await invite(ana, `  ${rita.email.toUpperCase()} `);
    expect(invitation).toMatchObject({ ok: true, data: { email: rita.email } });
    const id = invitation.ok ? invitation.data.id : "";
    expect(await mailInvitation.run({ invitation_id: id }, context)).toBe(1);
    const db = await queryable();
    const [mail] = await db.select().from(demoMail).where(eq(demoMail.recipient, rita.email));
    expect(mail).toMatchObject({
      subject: "Ride for Test Kitchen",
      link: expect.stringContaining(`/rider/join?invitation=${id}`),
    });
    expect(await readOwnInvitation(rita, id, "fleet")).toMatchObject({
      id,
      store: "Test Kitchen",
      role: "rider",
    });
    expect(await readOwnInvitation(dev, id, "fleet")).toBeNull();
    const before = rightsOf(rita);
    expect(await accept(rita, id)).toMatchObject({ ok: true });
    expect(await accept(rita, id)).toMatchObject({ ok: true });
    const now = await reloaded(rita);
    expect(now?.riderFleet).toBe(kitchen.id);
    expect(now === null ? before : rightsOf(now)).not.toBe(before);
    expect(await readOwnInvitation(rita, id, "fleet")).toBeNull();
    expect(await mailInvitation.run({ invitation_id: id }, context)).toBe(0);
    const fleet = await readFleet(ana, kitchen.id);
    expect(fleet).toMatchObject({ riders: [{ id: rita.userId, is_on_shift: false }], invitations: [] });
    expect(await invite(ana, rita.email)).toMatchObject({ ok: false, code: "conflict" });
  });

  test("cannot be sent, withdrawn or accepted by the wrong person", async () => {
    const rita = await makePerson("Rita");
    for (const [who, tenantId] of [
      [dev, kitchen.id],
      [rita, kitchen.id],
      [ana, null],
      [await makeRider("Sam"), null],
    ] as const)
      expect(await invite(who, "somebody@example.test", tenantId)).toMatchObject({
        ok: false,
        code: "forbidden",
      });
    const id = await invited(rita.email);
    for (const who of [dev, rita])
      expect(await withdraw(who, id)).toMatchObject({ ok: false, code: "not_found" });
    for (const who of [dev, ana, ada])
      expect(await accept(who, id)).toMatchObject({ ok: false, code: "not_found" });
    expect(await readFleet(dev, kitchen.id)).toBeNull();
    expect(await readFleet(ana, null)).toBeNull();
    expect((await readFleet(ada, kitchen.id))?.invitations).toHaveLength(1);
  });

  test("that was withdrawn, replaced or has ended is none", async () => {
    const rita = await makePerson("Rita");
    const first = await invited(rita.email);
    const second = await invited(rita.email);
    expect(await accept(rita, first)).toMatchObject({ code: "not_found" });
    expect((await readFleet(ana, kitchen.id))?.invitations.map(({ id }) => id)).toEqual([second]);
    expect(await withdraw(ana, second)).toMatchObject({ ok: true });
    expect(await withdraw(ana, second)).toMatchObject({ ok: true });
    expect(await accept(rita, second)).toMatchObject({ code: "not_found" });
    const third = await invited(rita.email);
    await (await queryable())
      .update(invitations)
      .set({ expires_at: new Date(Date.now() - 1) })
      .where(eq(invitations.id, third));
    expect(await accept(rita, third)).toMatchObject({ code: "not_found" });
    expect((await readFleet(ana, kitchen.id))?.invitations).toEqual([]);
    expect((await reloaded(rita))?.riderFleet).toBeNull();
  });

  test("is forgotten a month after it has ended", async () => {
    const [open, old] = [await invited("open@example.test"), await invited("old@example.test")];
    const db = await queryable();
    await db
      .update(invitations)
      .set({ expires_at: new Date(Date.now() - 31 * 86_400_000) })
      .where(eq(invitations.id, old));
    await runUpkeep();
    const left = (await db.select().from(invitations)).map(({ id }) => id);
    expect(left).toContain(open);
    expect(left).not.toContain(old);
  });

  test("is one of at most fifty of a fleet, also when several are sent at once", async () => {
    const db = await queryable();
    const row = { tenant_id: kitchen.id, expires_at: new Date(Date.now() + 60_000) };
    await db.insert(invitations).values(
      Array.from({ length: INVITATIONS_AT_MOST - 1 }, (_, n) => ({
        ...{ id: crypto.randomUUID(), email: `rider-${n}@example.test` },
        ...row,
      })),
    );
    const sent = await Promise.all(["a", "b", "c"].map((name) => invite(ana, `${name}@example.test`)));
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect(sent.find(({ ok }) => !ok)).toMatchObject({ code: "conflict" });
    expect(await invite(ana, "rider-1@example.test")).toMatchObject({ ok: true });
  });

  test("does not take a rider from another fleet", async () => {
    const sam = await makeRider("Sam");
    const id = await invited(sam.email);
    expect(await accept(sam, id)).toMatchObject({ ok: false, code: "conflict" });
    expect((await reloaded(sam))?.riderFleet).toBe("platform");
    await remove(ada, sam.userId);
    expect(await accept(sam, id)).toMatchObject({ ok: true });
    expect((await reloaded(sam))?.riderFleet).toBe(kitchen.id);
  });
});

describe("removing a rider", () => {
  test("ends the shift, its position and the rights of open streams at once", async () => {
    const rita = await makeRider("Rita", kitchen.id);
    const db = await queryable();
    const dropped = async () => {
      const { events } = await readEvents(db, CONTROL_CHANNEL, 0);
      return events.filter(({ data }) => data.includes(rita.userId)).length;
    };
    await goOnShift(rita);
    expect(await remove(ana, rita.userId)).toMatchObject({ ok: true });
    const [shift] = await db.select().from(riderShifts).where(eq(riderShifts.rider_id, rita.userId));
    expect(shift).toMatchObject({ ended_at: expect.any(Date), position: null });
    expect(await dropped()).toBe(1);
    expect((await reloaded(rita))?.riderFleet).toBeNull();
    expect(await remove(ana, rita.userId)).toMatchObject({ ok: false, code: "not_found" });
  });

  test("is for those who dispatch the fleet", async () => {
    const [own, platform] = [await makeRider("Yuki", kitchen.id), await makeRider("Sam")];
    for (const who of [dev, own, platform])
      expect(await remove(who, own.userId)).toMatchObject({ ok: false, code: "not_found" });
    for (const who of [ana, platform])
      expect(await remove(who, platform.userId)).toMatchObject({ ok: false, code: "not_found" });
    expect(await remove(ada, own.userId)).toMatchObject({ ok: true });
  });
});

describe("a rider's week", () => {
  const fetchWeek = async (who: Viewer, query = "") => {
    const { token } = await createToken(who.userId, { name: "test", scopes: ["orders:read"] });
    const headers = { authorization: `Bearer ${token}` };
    return getWeek(new Request(`http://localhost:3000/api/riders/me/week${query}`, { headers }));
  };

  test("is a row of CSV for each of their own finished trips, and nobody else's", async () => {
    const [rita, sam] = [await makeRider("Rita"), await makeRider("Sam")];
    await goOnShift(rita);
    await goOnShift(sam);
    const order = await makeOrder(ana, kitchen);
    const trip = await makeTrip(rita, [{ id: order.id, state: "at_door", outcome: "done" }]);
    const lines = async (who: Viewer, query?: string) =>
      (await (await fetchWeek(who, query)).text()).trim().split("\r\n").slice(1);
    expect(await lines(rita)).toEqual([]);
    await (await queryable())
      .update(trips)
      .set({ finished_at: new Date(), tip: 150, pay_waiting: 20, waited_seconds: 60 })
      .where(eq(trips.id, trip));
    expect(await lines(rita)).toEqual([
      expect.stringMatching(/,1,2\.00,1\.0,3\.00,1\.80,0\.20,1\.50,6\.50,EUR$/),
    ]);
    expect(await lines(rita, "?week=2020-W10")).toEqual([]);
    expect(await lines(sam)).toEqual([]);
    const answer = await fetchWeek(rita);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain(`platewire-${weekAt(Date.now())}.csv`);
    expect((await fetchWeek(ana)).status).toBe(404);
    expect((await fetchWeek(rita, "?week=2026-W54")).status).toBe(400);
    expect((await getWeek(new Request("http://localhost:3000/api/riders/me/week"))).status).toBe(401);
  });
});

describe("the leaderboard", () => {
  const set = (who: Viewer, on: boolean) => commands.set_leaderboard.execute(who, { on }, undefined);
  const rows = async (who: Viewer) => (await listLeaderboard(who, Date.now()))?.rows;

  test("has those of the fleet who chose it, by their first names, with the trips of the week", async () => {
    const db = await queryable();
    await db.update(riders).set({ is_on_leaderboard: false });
    const [rita, sam, yuki] = [
      await makeRider("Rita Sousa"),
      await makeRider("Sam Okafor"),
      await makeRider("Yuki Mori", kitchen.id),
    ];
    for (const who of [sam, yuki]) expect(await set(who, true)).toMatchObject({ ok: true });
    expect(await rows(rita)).toEqual([{ name: "Sam", trips: 0, isYou: false }]);
    await set(rita, true);
    await goOnShift(rita);
    const order = await makeOrder(ana, kitchen);
    await makeTrip(rita, [{ id: order.id, state: "at_door", outcome: "done" }]);
    await db.update(trips).set({ finished_at: new Date() }).where(eq(trips.rider_id, rita.userId));
    expect(await rows(rita)).toEqual([
      { name: "Rita", trips: 1, isYou: true },
      { name: "Sam", trips: 0, isYou: false },
    ]);
    await set(sam, false);
    expect(await rows(rita)).toEqual([{ name: "Rita", trips: 1, isYou: true }]);
    expect(await rows(ana)).toBeUndefined();
    expect(await set(ana, true)).toMatchObject({ ok: false, code: "forbidden" });
  });
});
