import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type CommandInput, type CommandName, commands, isCommandName } from "@/lib/commands";
import { recordingAdmins } from "@/lib/commands/admin-acts";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import { auditLog } from "@/lib/db/schema/platform";
import { printers } from "@/lib/db/schema/printing";
import { storeDevices, tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { deliverySettingsSchema } from "@/lib/stores/model/delivery-settings";
import { tenantSchema } from "@/lib/stores/model/schema";
import { withDatabase } from "@/test/support/database";
import { OWN_DELIVERY } from "@/test/support/delivery";
import { IDENTITY } from "@/test/support/identity";
import { NEVER_OPEN } from "@/test/support/intake";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let ada: Viewer;
let kitchen: TestRestaurant;
beforeAll(async () => {
  ada = await makePerson("Ada", { isAdmin: true });
  kitchen = await makeRestaurant({ opened_at: null });
});

const printer = { name: "Kitchen", paper: "80mm", prints_orders: true } as const;
const store = () => ({ tenant_id: kitchen.id });

async function addPrinter(): Promise<string> {
  const id = randomUUID();
  await (await queryable())
    .insert(printers)
    .values({ id, ...store(), ...printer, secret_hash: id, demo: true, created_at: new Date() });
  return id;
}

async function addDevice(): Promise<string> {
  const id = randomUUID();
  const at = { started_at: new Date(), seen_at: new Date() };
  await (await queryable()).insert(storeDevices).values({
    ...store(),
    id,
    name: "Tablet",
    is_sound_on: true,
    is_visible: true,
    user_id: ada.userId,
    ...at,
  });
  return id;
}

const versionOf = async (name: "menu_version" | "zones_version") => {
  const [row] = await (await queryable()).select().from(tenants).where(eq(tenants.id, kitchen.id));
  return row?.[name] ?? 0;
};

type Made = { [Name in CommandName]?: () => Promise<CommandInput<Name>> };

/** Inputs that change a store on which the admin is no member. */
const CHANGES = {
  set_item_availability: async () => ({ ...store(), item_id: kitchen.soup, off: "today" }),
  set_option_availability: async () => ({ ...store(), option_id: kitchen.classicDough, off: "today" }),
  update_menu_item: async () => ({ ...store(), item_id: kitchen.soup, changes: { price: 410 } }),
  edit_menu: async () => ({ ...store(), edit: { name: "delete_item", id: kitchen.soldOut } }),
  change_menu_prices: async () => ({
    ...store(),
    menu_version: await versionOf("menu_version"),
    prices: [{ item_id: kitchen.soup, price: 430 }],
  }),
  update_store_look: async () => ({ ...store(), cloth_pattern: "waves", cloth_colours: "coral" }),
  set_store_status: async () => ({ ...store(), change: { mode: "busy", extra_minutes: 15, lasts: 30 } }),
  set_store_hours: async () => {
    const [row] = await (await queryable()).select().from(tenants).where(eq(tenants.id, kitchen.id));
    if (row === undefined) throw new Error("There is no store");
    return { ...store(), hours: NEVER_OPEN, before: toWire(tenantSchema, row).hours };
  },
  set_store_capacity: async () => ({ ...store(), slot_orders: 8, slot_points: null, auto_busy: true }),
  set_store_delivery: async () => ({
    ...store(),
    delivery: deliverySettingsSchema.parse({ ...OWN_DELIVERY, rider_fleet: "own" }),
    before: OWN_DELIVERY,
  }),
  set_store_charges: async () => ({
    ...store(),
    charges: { dish_vat_bp: 700, pickup_vat_bp: 1_900, fee_vat_bp: 1_900, service_fee: 99 },
  }),
  set_zones: async () => ({ ...store(), zones: [], zones_version: await versionOf("zones_version") }),
  set_refund_limit: async () => ({ ...store(), refund_limit: 5_000 }),
  end_device: async () => ({ ...store(), device_id: await addDevice() }),
  add_printer: async () => ({ ...store(), ...printer }),
  change_printer: async () => ({ ...store(), ...printer, name: "Bar", printer_id: await addPrinter() }),
  remove_printer: async () => ({ ...store(), printer_id: await addPrinter() }),
  test_printer: async () => ({ ...store(), printer_id: await addPrinter() }),
  remove_item_photo: async () => ({ ...store(), item_id: kitchen.pizza }),
  set_store_identity: async () => ({ ...store(), identity: IDENTITY }),
  // It empties the menu.
  import_menu: async () => ({ tenant_id: (await makeRestaurant()).id, menu_version: 1, categories: [] }),
  print_ticket: async () => {
    const other = await makeRestaurant();
    const id = randomUUID();
    await (await queryable())
      .insert(printers)
      .values({ id, tenant_id: other.id, ...printer, secret_hash: id, demo: true, created_at: new Date() });
    return { printer_id: id, order_id: (await makeOrder(await makePerson("Lena"), other)).id };
  },
} satisfies Made;

const OWN = "for the person's own account only, whoever it is";
const ADMINS = "for admins only: it writes its own entry, which its own test reads";
const RIDES = "for riders only";
const ORDER = "the order's history names the admin, and keeps the name as long as the order";

/** A new command does not compile without an input above or a reason here. */
const OTHERS: Record<Exclude<CommandName, keyof typeof CHANGES>, string> = {
  place_order: OWN,
  change_order: `${ORDER}, and its statement writes an entry`,
  acknowledge_orders: ORDER,
  place_test_order: OWN,
  report_ringing: "a device reports that it rings",
  device_heartbeat: "a device reports every 30 s that it is there",
  report_presence: "a page reports that it is open",
  request_figures_report: "changes nothing: the report goes to the person who asks",
  create_token: OWN,
  revoke_token: OWN,
  mark_notifications_read: OWN,
  mark_notifications_seen: OWN,
  set_notification_preferences: OWN,
  change_notification_preferences: OWN,
  add_push_subscription: OWN,
  remove_push_subscription: OWN,
  send_notifications: "notification_batches names the sender",
  assign_rider: "writes its own entry: admin-dispatch",
  offer_to_all: "writes one by the same means; it needs riders on shift",
  pin_rider: "writes its own entry, as assign_rider",
  recall_offer: "writes its own entry, as assign_rider",
  read_failed_delivery: "the decisions of dispatch name who read it",
  quote_assignment: "changes nothing",
  answer_offer: RIDES,
  take_trip_step: RIDES,
  leave_trip: RIDES,
  set_shift: RIDES,
  report_positions: RIDES,
  set_leaderboard: RIDES,
  accept_rider_invitation: OWN,
  accept_team_invitation: OWN,
  invite_member: "writes its own entry for everybody: team",
  invite_rider: "writes its own entry for admins; without mail it is refused here",
  withdraw_rider_invitation: "writes its own entry, as invite_rider",
  withdraw_team_invitation: "writes its own entry, as invite_member",
  remove_rider: "writes its own entry, as invite_rider",
  change_member_role: "writes its own entry, as invite_member",
  remove_member: "writes its own entry, as invite_member",
  create_store: OWN,
  set_store_payout: "for owners alone: an admin is refused",
  open_store: "writes its own entry, as everybody's opening",
  send_chat_message: "for the members of a chat",
  report_typing: "for the members of a chat",
  mark_chat_read: "for the members of a chat",
  report_chat_message: "for the members of a chat",
  block_in_chat: "for the members of a chat",
  read_chat_as_admin: ADMINS,
  set_switch: ADMINS,
  send_broadcast: ADMINS,
  correct_broadcast: ADMINS,
  withdraw_broadcast: ADMINS,
  confirm_broadcast: OWN,
  set_marketing_consent: OWN,
  request_export: OWN,
  erase_account: OWN,
  drop_connections: ADMINS,
  open_incident: ADMINS,
  update_incident: ADMINS,
  ban_user: ADMINS,
  lift_ban: ADMINS,
  end_user_sessions: ADMINS,
  answer_appeal: ADMINS,
  request_refund: "writes an entry, too: refunds",
  answer_refund: "writes an entry, too: refunds",
  pause_store: ADMINS,
  resume_store: ADMINS,
  set_store_commission: ADMINS,
  create_voucher: "writes its own entry for everybody: vouchers",
  end_voucher: "writes its own entry, as create_voucher",
  retry_job: ADMINS,
};

async function entriesOf(viewer: Viewer) {
  return (await queryable()).select().from(auditLog).where(eq(auditLog.actor_id, viewer.userId));
}

const NAMES = Object.keys(CHANGES).filter(isCommandName);
const made: Made = CHANGES;
const inputOf = (name: CommandName) => made[name]?.();

describe("an admin who is no member of a store", () => {
  test.each(NAMES)("is recorded with %s, once", async (name) => {
    const eve = await makePerson("Eve", { isAdmin: true });
    const [input, key] = [await inputOf(name), randomUUID()];
    expect(await commands[name].carryOut(eve, input, key)).toMatchObject({ ok: true });
    const [entry, ...more] = await entriesOf(eve);
    expect(entry).toMatchObject({ actor_name: "Eve", tenant_id: expect.any(String) });
    expect(more).toEqual([]);
  });

  test("is not recorded with what was refused", async () => {
    const eve = await makePerson("Eve", { isAdmin: true });
    const nowhere = { ...store(), item_id: randomUUID(), off: "today" as const };
    expect(await commands.set_item_availability.execute(eve, nowhere, randomUUID())).toMatchObject({
      ok: false,
    });
    expect(await entriesOf(eve)).toEqual([]);
  });

  test("is recorded once for a request that is repeated with its key", async () => {
    const eve = await makePerson("Eve", { isAdmin: true });
    const key = randomUUID();
    const input = { ...store(), item_id: kitchen.pizza, off: "today" as const };
    for (let n = 0; n < 2; n += 1) await commands.set_item_availability.execute(eve, input, key);
    expect(await entriesOf(eve)).toMatchObject([
      {
        ...{ action: "set_item_availability", target_kind: "tenant", target_id: kitchen.id },
        detail: { item_id: kitchen.pizza, off: "today" },
      },
    ]);
  });

  test("is recorded in the transaction of the change, so that neither is without the other", async () => {
    const eve = await makePerson("Eve", { isAdmin: true });
    const db = await queryable();
    // An id that is none, so that the entry cannot be written.
    const input = { ...store(), item_id: kitchen.pizza, changes: { price: 990 } };
    const broken = { ...eve, userId: "not-an-id" };
    await expect(commands.update_menu_item.carryOut(broken, input, undefined)).rejects.toThrow();
    const [item] = await db
      .select({ price: menuItems.price })
      .from(menuItems)
      .where(and(eq(menuItems.id, kitchen.pizza), eq(menuItems.tenant_id, kitchen.id)));
    expect(item?.price).not.toBe(990);
  });
});

test("an admin who is the store's owner is not recorded as an admin", async () => {
  const own = await makePerson("Olga", { isAdmin: true, staffOf: [kitchen.id] });
  const input = { ...store(), item_id: kitchen.pizza, off: null };
  expect(await commands.set_item_availability.execute(own, input, randomUUID())).toMatchObject({ ok: true });
  expect(await entriesOf(own)).toEqual([]);
});

test("an admin who is staff of the store is recorded with what only its owners may do", async () => {
  const own = await makePerson("Olga", { isAdmin: true, staffOf: [kitchen.id], role: "staff" });
  const input = { ...store(), cloth_pattern: "waves", cloth_colours: "tomato" } as const;
  expect(await commands.update_store_look.execute(own, input, randomUUID())).toMatchObject({ ok: true });
  expect(await entriesOf(own)).toMatchObject([{ action: "update_store_look" }]);
});

test("people who are no admins cost nothing", async () => {
  const lena = await makePerson("Lena");
  const call = { viewer: lena, command: "x", input: {}, key: undefined };
  expect(await recordingAdmins(call, async () => ({ ok: true as const }))).toEqual({ ok: true });
});

test("every command has an input or a reason", () => {
  const names = Object.keys(commands).filter(isCommandName).sort();
  expect([...NAMES, ...Object.keys(OTHERS)].sort()).toEqual(names);
});
