import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { STORE_ROLES, type StoreRole } from "@/lib/auth/model/store-roles";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type CommandName, commands, isCommandName } from "@/lib/commands";
import { withDatabase } from "@/test/support/database";
import { OWN_DELIVERY } from "@/test/support/delivery";
import { IDENTITY } from "@/test/support/identity";
import { NEVER_OPEN } from "@/test/support/intake";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

type Case = [name: CommandName, least: StoreRole, inputFor: (tenantId: string) => Record<string, unknown>];

/** The role with the fewest rights that may call each command that acts on a store. */
const CASES: readonly Case[] = [
  ["set_store_status", "staff", (tenant_id) => ({ tenant_id, change: { mode: "open" } })],
  [
    "device_heartbeat",
    "staff",
    (tenant_id) => ({
      ...{ tenant_id, device_id: randomUUID(), name: "Tablet" },
      ...{ is_sound_on: true, is_visible: true },
    }),
  ],
  ["end_device", "staff", (tenant_id) => ({ tenant_id, device_id: randomUUID() })],
  [
    "report_ringing",
    "staff",
    (tenant_id) => ({ tenant_id, device_id: randomUUID(), order_ids: [randomUUID()] }),
  ],
  [
    "report_presence",
    "staff",
    (tenant_id) => ({ tenant_id, tab: "tab-of-a-test", seq: 1, is_here: true, order_id: null, asks: true }),
  ],
  ["set_item_availability", "staff", (tenant_id) => ({ tenant_id, item_id: randomUUID(), off: "today" })],
  ["set_option_availability", "staff", (tenant_id) => ({ tenant_id, option_id: randomUUID(), off: null })],
  [
    "update_menu_item",
    "staff",
    (tenant_id) => ({ tenant_id, item_id: randomUUID(), changes: { available: false } }),
  ],
  [
    "update_menu_item",
    "manager",
    (tenant_id) => ({ tenant_id, item_id: randomUUID(), changes: { price: 1 } }),
  ],
  ["edit_menu", "manager", (tenant_id) => ({ tenant_id, edit: { name: "delete_item", id: randomUUID() } })],
  [
    "change_menu_prices",
    "manager",
    (tenant_id) => ({ tenant_id, menu_version: 1, prices: [{ item_id: randomUUID(), price: 1 }] }),
  ],
  ["import_menu", "manager", (tenant_id) => ({ tenant_id, menu_version: 999, categories: [] })],
  ["remove_item_photo", "manager", (tenant_id) => ({ tenant_id, item_id: randomUUID() })],
  ["set_store_hours", "manager", (tenant_id) => ({ tenant_id, hours: NEVER_OPEN, before: NEVER_OPEN })],
  [
    "set_store_capacity",
    "manager",
    (tenant_id) => ({ tenant_id, slot_orders: null, slot_points: null, auto_busy: false }),
  ],
  [
    "set_store_delivery",
    "manager",
    (tenant_id) => ({ tenant_id, delivery: OWN_DELIVERY, before: OWN_DELIVERY }),
  ],
  [
    "set_store_charges",
    "manager",
    (tenant_id) => ({
      tenant_id,
      charges: { dish_vat_bp: 700, pickup_vat_bp: 1_900, fee_vat_bp: 1_900, service_fee: 99 },
    }),
  ],
  ["set_zones", "manager", (tenant_id) => ({ tenant_id, zones: [], zones_version: 1 })],
  [
    "add_printer",
    "manager",
    (tenant_id) => ({ tenant_id, name: "Kitchen", paper: "80mm", prints_orders: true }),
  ],
  [
    "change_printer",
    "manager",
    (tenant_id) => ({
      ...{ tenant_id, printer_id: randomUUID(), name: "Kitchen" },
      ...{ paper: "80mm", prints_orders: true },
    }),
  ],
  ["remove_printer", "manager", (tenant_id) => ({ tenant_id, printer_id: randomUUID() })],
  ["test_printer", "manager", (tenant_id) => ({ tenant_id, printer_id: randomUUID() })],
  ["request_figures_report", "staff", (tenant_id) => ({ tenant_id, date: "2026-11-21" })],
  ["invite_rider", "manager", (tenant_id) => ({ tenant_id, email: `rider-${randomUUID()}@example.test` })],
  [
    "invite_member",
    "owner",
    (tenant_id) => ({ tenant_id, email: `member-${randomUUID()}@example.test`, role: "staff" as const }),
  ],
  [
    "change_member_role",
    "owner",
    (tenant_id) => ({ tenant_id, user_id: randomUUID(), role: "staff" as const }),
  ],
  ["remove_member", "owner", (tenant_id) => ({ tenant_id, user_id: randomUUID() })],
  ["set_store_identity", "manager", (tenant_id) => ({ tenant_id, identity: IDENTITY })],
  ["place_test_order", "manager", (tenant_id) => ({ tenant_id })],
  ["set_refund_limit", "owner", (tenant_id) => ({ tenant_id, refund_limit: 1_000 })],
  [
    "set_store_payout",
    "owner",
    (tenant_id) => ({
      ...{ tenant_id, confirm: "typed" },
      account: { kind: "iban" as const, holder: "Noodle House", number: "DE89370400440532013000" },
    }),
  ],
  ["open_store", "owner", (tenant_id) => ({ tenant_id })],
  [
    "create_voucher",
    "owner",
    (tenant_id) => ({
      ...{ code: randomUUID().slice(0, 8).toUpperCase(), tenant_id },
      ...{ borne_by: "store", kind: "percent", percent_bp: 1_000 },
    }),
  ],
  [
    "update_store_look",
    "owner",
    (tenant_id) => ({ tenant_id, cloth_pattern: "waves", cloth_colours: "coral" }),
  ],
];

/** The platform's own, which nobody in a store may use, whatever their role. */
const FOR_ADMINS: [name: CommandName, inputFor: (tenant_id: string) => unknown][] = [
  ["pause_store", (tenant_id) => ({ tenant_id, reason: "Hygiene" })],
  ["resume_store", (tenant_id) => ({ tenant_id, reason: "Settled" })],
  ["set_store_commission", (tenant_id) => ({ tenant_id, basis_points: 0, reason: "A friend" })],
];

/** Their `tenant_id` is of something that everybody may do. */
const FOR_EVERYBODY: readonly string[] = ["place_order"];

let store: string;
let members: Record<StoreRole, Viewer>;
let others: Viewer[];
beforeAll(async () => {
  store = (await makeRestaurant()).id;
  const elsewhere = (await makeRestaurant()).id;
  const [owner, manager, staff] = await Promise.all(
    STORE_ROLES.map((role) => makePerson(role, { staffOf: [store], role })),
  );
  if (owner === undefined || manager === undefined || staff === undefined) throw new Error("No members");
  members = { owner, manager, staff };
  others = [await makePerson("Lena"), await makePerson("Olga", { staffOf: [elsewhere] })];
});

const isForbidden = async (name: CommandName, viewer: Viewer, input: unknown) => {
  const result = await commands[name].carryOut(viewer, input, randomUUID());
  if (!result.ok && result.fieldErrors !== undefined)
    throw new Error(`${name} has no valid input here: ${JSON.stringify(result.fieldErrors)}`);
  return !result.ok && result.code === "forbidden";
};

describe.each(CASES)("the command %s", (name, least, inputFor) => {
  it(`is for the role ${least} and those above it`, async () => {
    const refused: StoreRole[] = [];
    for (const role of STORE_ROLES)
      if (await isForbidden(name, members[role], inputFor(store))) refused.push(role);
    expect(refused).toEqual(STORE_ROLES.slice(STORE_ROLES.indexOf(least) + 1));
  });

  it("is refused to customers and to the owner of another store", async () => {
    for (const other of others) expect(await isForbidden(name, other, inputFor(store))).toBe(true);
  });
});

it.each(FOR_ADMINS)(
  "the command %s is refused to everybody in a store, its owner included",
  async (name, inputFor) => {
    for (const viewer of [...Object.values(members), ...others])
      expect(await isForbidden(name, viewer, inputFor(store))).toBe(true);
  },
);

it("knows every command that names a store", () => {
  const known = new Set<string>([...[...CASES, ...FOR_ADMINS].map(([name]) => name), ...FOR_EVERYBODY]);
  const naming = Object.keys(commands)
    .filter(isCommandName)
    .filter((name) => {
      const { input } = commands[name];
      return "shape" in input && typeof input.shape === "object" && "tenant_id" in (input.shape ?? {});
    });
  expect(naming.filter((name) => !known.has(name))).toEqual([]);
});
