import { createECDH, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod";
import { POST as postPhoto } from "@/app/api/orders/[id]/messages/photos/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands, isCommandName } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { invitations } from "@/lib/db/schema/invitations";
import { sessions, users } from "@/lib/db/schema/people";
import { personalExports } from "@/lib/db/schema/privacy";
import { getMenu } from "@/lib/menu/server/queries";
import { appealAgainst, readOwnAppeal } from "@/lib/platform/server/people/appeals";
import { DEVICE, menuInputs, PRINTER, samplesOf } from "@/test/fuzz/samples";
import { giveTo, mustWrite } from "./chat";
import { COOKIE_KEY, sessionCookie } from "./credentials";
import { smallPhoto } from "./photos";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "./riders";
import { goOnShift } from "./shift-riders";
import { makePerson, makeRestaurant } from "./world";

/** One order of one store with everybody who has to do with it, and those who have not. */

/** In the order of the columns of test/integration/authorisation-table.ts. */
export const ROLES = [
  "visitor",
  "customer",
  "other_customer",
  "staff",
  "manager",
  "owner",
  "other_store",
  "removed",
  "rider",
  "other_rider",
  "admin",
  "banned",
] as const;
export type Role = (typeof ROLES)[number];

type Input = Readonly<Record<string, unknown>>;
type People = Readonly<Record<Exclude<Role, "visitor">, Viewer>>;

const idAnswer = z.object({ id: z.uuid() });
const photoAnswer = z.object({ data: z.object({ photo_id: z.uuid() }) });

/** Returns the answer of a command. Throws when it is refused. */
async function carryOut(by: Viewer, name: string, input: Input): Promise<unknown> {
  if (!isCommandName(name)) throw new Error(`There is no command ${name}`);
  const result = await commands[name].execute(by, input, randomUUID());
  if (!result.ok) throw new Error(`${name}: ${result.message}`);
  return result.data;
}

/** A ban and a removal end all sessions. */
async function signInAgain(person: Viewer): Promise<Viewer> {
  const id = newId();
  await (await queryable()).insert(sessions).values({ id, user_id: person.userId, cookie_key: COOKIE_KEY });
  return { ...person, credential: { ...person.credential, id } };
}

async function makePeople(tenantId: string, elsewhereId: string): Promise<People> {
  const member = (name: string, role: "staff" | "manager" | "owner") =>
    makePerson(name, { staffOf: [tenantId], role });
  const [owner, admin] = [await member("Olga", "owner"), await makePerson("Ada", { isAdmin: true })];
  const [removed, banned] = [await member("Rolf", "manager"), await makePerson("Bela")];
  await carryOut(owner, "remove_member", { tenant_id: tenantId, user_id: removed.userId });
  await carryOut(admin, "ban_user", { user_id: banned.userId, reason: "Threats" });
  const rider = await makeRider("Rita", { isOnShift: false });
  await goOnShift(rider);
  const other_rider = await makeRider("Otto", { tenantId: elsewhereId, isOnShift: false });
  await goOnShift(other_rider);
  return {
    customer: await makePerson("Lena"),
    other_customer: await makePerson("Omar"),
    staff: await member("Stan", "staff"),
    manager: await member("Mona", "manager"),
    owner,
    other_store: await makePerson("Nils", { staffOf: [elsewhereId] }),
    removed: await signInAgain(removed),
    rider,
    other_rider,
    admin,
    banned: await signInAgain(banned),
  };
}

async function sendPhoto(customer: Viewer, orderId: string): Promise<string> {
  const cookie = await sessionCookie(customer.userId, customer.credential.id);
  const request = new Request("http://localhost:3000/photos?room=customer_store", {
    method: "POST",
    headers: { cookie, "content-type": "image/jpeg" },
    body: Uint8Array.from(await smallPhoto()),
  });
  const answer = await postPhoto(request, { params: Promise.resolve({ id: orderId }) });
  const { photo_id } = photoAnswer.parse(await answer.json()).data;
  await mustWrite(customer, orderId, "customer_store", { photo_id });
  return photo_id;
}

export async function makeAuthorisationWorld() {
  const [kitchen, elsewhere] = [await makeRiderStore(), await makeRestaurant()];
  const people = await makePeople(kitchen.id, elsewhere.id);
  const { customer, owner, admin, rider } = people;
  const tenant_id = kitchen.id;

  /** The order of the table. The rider has accepted it; the others wait for one. */
  const order = await makeAcceptedOrder(customer, owner, kitchen);
  const second = await makeAcceptedOrder(customer, owner, kitchen);
  const offered = await makeAcceptedOrder(customer, owner, kitchen);
  const trip = await giveTo(rider, admin, order.id);
  const message = await mustWrite(customer, order.id, "customer_store", { text: "Hello" });
  const photo = await sendPhoto(customer, order.id);
  const archive = newId();
  await (await queryable()).insert(personalExports).values({
    ...{ id: archive, user_id: customer.userId, asked_at: new Date(), ready_at: new Date() },
    archive: Buffer.from("An archive"),
  });
  const menu = await getMenu(kitchen.slug);
  if (menu === null) throw new Error("The store has no menu");

  const cookies = new Map<Role, string>();
  for (const role of ROLES)
    if (role !== "visitor")
      cookies.set(role, await sessionCookie(people[role].userId, people[role].credential.id));
  return {
    ...{
      kitchen,
      people,
      cookies,
      order,
      second,
      offered,
      trip,
      photo,
      archive,
      item: menuInputs(menu).item,
    },
    samples: samplesOf({ ...order, user_id: customer.userId, tenant_id }, menu, {
      printer_id: await addPrinter(owner, tenant_id),
      message_id: message.id,
    }),
  };
}
export type AuthorisationWorld = Awaited<ReturnType<typeof makeAuthorisationWorld>>;

async function addPrinter(owner: Viewer, tenant_id: string): Promise<string> {
  const answer = await carryOut(owner, "add_printer", { tenant_id, ...PRINTER });
  return z.object({ printer: idAnswer }).parse(answer).printer.id;
}

/**
 * Makes what a command is about where the samples of the fuzz run name nothing that exists, anew for each role: whoever may,
 * uses it up. By the name of the command.
 */
export function targetsIn({ kitchen, people, order, second, offered, trip }: AuthorisationWorld) {
  const { customer, other_customer, owner, admin, rider } = people;
  const tenant_id = kitchen.id;
  const [order_id, order_ids] = [second.id, [second.id]];
  const invite = async (role: "rider" | "staff", email: string) => {
    const id = newId();
    const expires_at = new Date(Date.now() + 3_600_000);
    await (await queryable()).insert(invitations).values({ id, tenant_id, role, email, expires_at });
    return { invitation_id: id };
  };
  const device = async () => {
    const device_id = randomUUID();
    await carryOut(owner, "device_heartbeat", { tenant_id, device_id, ...DEVICE });
    return { tenant_id, device_id };
  };
  // The one before is still open where nobody might answer it.
  let open: string | null = null;
  const offer = async () => {
    if (open !== null) await commands.recall_offer.execute(admin, { offer_id: open }, randomUUID());
    open = (await mustOffer(rider, [offered.id], { tripId: trip })).id;
    return { offer_id: open };
  };
  const banned = async () => {
    const { userId: user_id } = await makePerson("Vera");
    await carryOut(admin, "ban_user", { user_id, reason: "A reason" });
    return user_id;
  };
  const update = {
    ...{ kind: "announcement", title: "An update", content: "Something new" },
    ...{ priority: "low", requires_action: true },
  };
  // Only so many can be in force at once.
  let sent: string | null = null;
  const broadcast = async () => {
    if (sent !== null) await commands.withdraw_broadcast.execute(admin, { id: sent }, randomUUID());
    const answer = await carryOut(admin, "send_broadcast", update);
    sent = idAnswer.parse(answer).id;
    return { id: sent };
  };
  const member = async () => (await makePerson("Mira", { staffOf: [tenant_id], role: "staff" })).userId;
  const spare = async () => (await makeRestaurant()).id;
  const targets: Record<string, (role: Role) => Promise<Input>> = {
    add_push_subscription: async () => ({
      ...{ endpoint: `https://fcm.googleapis.com/fcm/send/${randomUUID()}`, device: "Phone" },
      ...{ p256dh: createECDH("prime256v1").generateKeys("base64url"), auth: "a".repeat(22) },
    }),
    remove_printer: async () => ({ tenant_id, printer_id: await addPrinter(owner, tenant_id) }),
    report_ringing: async () => ({ ...(await device()), order_ids: [order.id] }),
    end_device: device,
    remove_rider: async () => ({
      rider_id: (await makeRider("Rolf", { tenantId: tenant_id, isOnShift: false })).userId,
    }),
    withdraw_rider_invitation: () => invite("rider", `rider-${randomUUID()}@example.test`),
    withdraw_team_invitation: () => invite("staff", `member-${randomUUID()}@example.test`),
    // To a person who is not in the table.
    accept_rider_invitation: () => invite("rider", `rider-${randomUUID()}@example.test`),
    accept_team_invitation: () => invite("staff", `member-${randomUUID()}@example.test`),
    change_member_role: async () => ({ tenant_id, user_id: await member(), role: "manager" }),
    remove_member: async () => ({ tenant_id, user_id: await member() }),
    assign_rider: async () => ({ order_ids, rider_id: null, reason: "A reason" }),
    quote_assignment: async () => ({ order_id, rider_id: rider.userId }),
    pin_rider: async () => ({ order_id, rider_id: null }),
    offer_to_all: async () => ({ order_id }),
    recall_offer: offer,
    answer_offer: async () => ({ ...(await offer()), answer: "decline" }),
    take_trip_step: async () => ({ trip_id: trip, order_id: order.id, step: "at_store", note: "" }),
    leave_trip: async () => ({ trip_id: trip, reason: "Flat tyre" }),
    block_in_chat: async (role) => ({
      ...{ order_id: order.id, is_blocked: false },
      party: role === "customer" ? "store" : "customer",
    }),
    correct_broadcast: async () => ({ ...(await broadcast()), version: 1, broadcast: update }),
    withdraw_broadcast: broadcast,
    confirm_broadcast: broadcast,
    update_incident: async () => ({
      incident_id: idAnswer.parse(
        await carryOut(admin, "open_incident", { title: "A fault", impact: "degraded", text: "We look" }),
      ).id,
      ...{ state: "monitoring", text: "We watch" },
    }),
    drop_connections: async () => ({ user_id: other_customer.userId, reason: "A reason" }),
    ban_user: async () => ({ user_id: (await makePerson("Vera")).userId, reason: "A reason" }),
    lift_ban: async () => ({ user_id: await banned(), reason: "A reason" }),
    end_user_sessions: async () => ({ user_id: (await makePerson("Vera")).userId }),
    answer_appeal: async () => {
      const userId = await banned();
      const bannedAt = await readBannedAt(userId);
      const ban = { userId, bannedAt, name: "Vera", reason: "A reason" };
      await appealAgainst(ban, "It was not me");
      return { appeal_id: (await readOwnAppeal(ban))?.id, outcome: "upheld", answer: "It was" };
    },
    pause_store: async () => ({ tenant_id: await spare(), reason: "A reason" }),
    resume_store: async () => {
      const held = { tenant_id: await spare(), reason: "A reason" };
      await carryOut(admin, "pause_store", held);
      return held;
    },
    revoke_token: async () => ({
      token_id: (await createToken(customer.userId, { name: "test", scopes: ["orders:read"] })).id,
    }),
  };
  return { targets, offer };
}

async function readBannedAt(userId: string): Promise<Date> {
  const [row] = await (await queryable()).select().from(users).where(eq(users.id, userId));
  if (row?.banned_at == null) throw new Error("The person is not banned");
  return row.banned_at;
}
