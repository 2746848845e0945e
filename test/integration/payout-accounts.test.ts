import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { loadSessionViewer, type Viewer } from "@/lib/auth/server/load-viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { auditLog } from "@/lib/db/schema/platform";
import { memberships } from "@/lib/db/schema/stores";
import { runReactions } from "@/lib/reactions";
import { payoutRule } from "@/lib/stores/server/payout/channel-rules";
import { readPayout } from "@/lib/stores/server/payout/queries";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_WRITE: "0", LIMIT_TOKEN: "0" });
});

withDatabase();

// A new reaction starts at the end of the log.
beforeAll(() => runReactions(20_000));

const IBAN = "DE89 3704 0044 0532 0130 00";
let store: { id: string; slug: string };
let owner: Viewer;
let partner: Viewer;
let manager: Viewer;
let stranger: Viewer;

const now = async ({ credential }: Viewer): Promise<Viewer> => {
  const viewer = await loadSessionViewer(credential.id);
  if (viewer === null) throw new Error("The session has ended");
  return viewer;
};

async function add(name: string, role: "owner" | "manager"): Promise<Viewer> {
  const person = await makePerson(name);
  await (await queryable()).insert(memberships).values({ user_id: person.userId, tenant_id: store.id, role });
  return now(person);
}

beforeEach(async () => {
  const ana = await makePerson("Ana");
  const slug = `noodles-${randomUUID().slice(0, 8)}`;
  const made = await commands.create_store.execute(ana, { name: "Noodle House", slug }, undefined);
  if (!made.ok) throw new Error(made.message);
  store = made.data;
  owner = await now(ana);
  partner = await add("Olga", "owner");
  manager = await add("Max", "manager");
  stranger = await makePerson("Lena");
});

const state = (viewer: Viewer, number = IBAN, confirm = store.slug) =>
  commands.set_store_payout.execute(
    viewer,
    { tenant_id: store.id, account: { kind: "iban", holder: "Ana Ito", number }, confirm },
    undefined,
  );
const stated = async (viewer: Viewer) => (await readPayout(viewer, store.id))?.stated;
const auditOf = async () =>
  (await (await queryable()).select().from(auditLog).where(eq(auditLog.tenant_id, store.id))).filter(
    ({ action }) => action === "set_store_payout",
  );

test("An owner states it, and owners and admins see no more than its last four signs", async () => {
  expect(await stated(owner)).toBeNull();
  const result = await state(owner);
  expect(result).toMatchObject({ ok: true, data: { kind: "iban", holder: "Ana Ito", last_four: "3000" } });
  for (const viewer of [owner, partner, { ...stranger, isAdmin: true }])
    expect(JSON.stringify(await stated(viewer))).not.toContain("0532");
  expect(await stated({ ...stranger, isAdmin: true })).toMatchObject({ last_four: "3000" });
});

test("Nobody else sees it or changes it, an admin neither", async () => {
  await state(owner);
  for (const viewer of [manager, stranger]) expect(await readPayout(viewer, store.id)).toBeNull();
  for (const viewer of [manager, stranger, { ...stranger, isAdmin: true }])
    expect(await state(viewer, "GB29NWBK60161331926819")).toMatchObject({ ok: false, code: "forbidden" });
  expect(await stated(owner)).toMatchObject({ last_four: "3000" });
  expect(await payoutRule.mayRead(stranger, [store.id])).toEqual([]);
  // The checklist is for managers, too; the event says nothing of the account.
  expect(await payoutRule.mayRead(manager, [store.id])).toEqual([store.id]);
});

test("A wrong IBAN or a wrong confirmation changes nothing", async () => {
  expect(await state(owner, "DE88370400440532013000")).toMatchObject({ ok: false, code: "invalid" });
  expect(await state(owner, IBAN, "another-store")).toMatchObject({ ok: false, code: "invalid" });
  expect(await stated(owner)).toBeNull();
});

test("Every owner is told of each change, which the audit log has masked; the same again is no change", async () => {
  await state(owner);
  await state(owner);
  await state(partner, "GB29NWBK60161331926819");
  await runReactions(20_000);
  const rows = await auditOf();
  expect(rows.map(({ detail }) => detail)).toEqual(
    expect.arrayContaining([
      { from: null, to: "3000" },
      { from: "3000", to: "6819" },
    ]),
  );
  expect(rows).toHaveLength(2);
  const db = await queryable();
  const toldTo = async ({ userId }: Viewer) =>
    (await db.select().from(notifications).where(eq(notifications.user_id, userId))).length;
  expect(await toldTo(owner)).toBeGreaterThan(0);
  expect(await toldTo(partner)).toBeGreaterThan(0);
  expect(await toldTo(manager)).toBe(0);
});
