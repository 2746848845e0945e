import * as z from "zod";
import { DEMO_ACCOUNTS, type DemoAccount } from "@/lib/demo/accounts";
import { type Menu, menuSchema } from "@/lib/menu/model/schema";
import { type Tenant, tenantSchema } from "@/lib/stores/model/schema";
import { statusAt, takesOrders } from "@/lib/stores/model/status/status";
import { askOwnerSocket } from "../ask-owner-socket";
import { type Api, apiAs } from "./api";
import type { Tally } from "./tally";

export interface Person extends DemoAccount {
  api: Api;
}

export interface Store {
  menu: Menu;
  staff: Person[];
}

export interface Cast {
  customers: Person[];
  riders: Person[];
  admin: Person;
  stores: Store[];
  readers: Person[];
}

const TOKEN_NAME = "Evening simulation";

/** The message tells the person at the terminal what to do. */
export class NotADemo extends Error {}

async function signIn(member: DemoAccount, origin: string, folder: string, tally: Tally): Promise<Person> {
  const answer = await askOwnerSocket(folder, { op: "token", email: member.email, name: TOKEN_NAME });
  if (answer === null)
    throw new NotADemo(
      `No demo runs on the data folder ${folder}. The people of the evening get their tokens from there: ` +
        "run this on the demo's machine, with the same DATA_DIR.",
    );
  if (!answer.ok) throw new NotADemo(`${answer.message} Is that a demo? Start one with npm run demo.`);
  return { ...member, api: apiAs(member.email, answer.token, origin, tally) };
}

async function isAlive(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(60_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function readStores(api: Api): Promise<Menu[]> {
  const { body } = await api.get("/api/tenants");
  const tenants: Tenant[] = z.object({ data: z.array(tenantSchema) }).parse(body).data;
  return Promise.all(
    tenants.map(async ({ slug }) => {
      const menu = await api.get(`/api/tenants/${slug}/menu`);
      return z.object({ data: menuSchema }).parse(menu.body).data;
    }),
  );
}

function byTurns<T>(...lists: T[][]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

/** Throws NotADemo. */
export async function gatherCast(origin: string, folder: string, tally: Tally): Promise<Cast> {
  if (!(await isAlive(origin)))
    throw new NotADemo(
      `Nothing healthy answers at ${origin}. Start the demo with npm run demo, or name its --url.`,
    );
  const people = await Promise.all(DEMO_ACCOUNTS.map((member) => signIn(member, origin, folder, tally)));
  const customers = people.filter((person) => person.role === "customer");
  const riders = people.filter((person) => person.role === "rider");
  const staff = people.filter((person) => person.role === "partner");
  const admin = people.find((person) => person.role === "admin");
  const [first] = customers;
  if (first === undefined || admin === undefined)
    throw new Error("The demo's cast lacks a customer or an admin");
  const { status } = await first.api.get("/api/orders?limit=1");
  if (status !== 200)
    throw new NotADemo(
      `${origin} does not know the tokens that the data folder ${folder} gives: they are two demos. ` +
        "Name the --url and the DATA_DIR of the same one.",
    );
  const menus = await readStores(first.api);
  const stores = menus
    .map((menu) => ({ menu, staff: staff.filter((person) => person.tenant === menu.tenant.slug) }))
    .filter((store) => store.staff.length > 0 && takesOrders(statusAt(store.menu.tenant, Date.now())));
  if (stores.length === 0) throw new NotADemo(`No store of the demo's cast is open at ${origin}.`);
  return { customers, riders, admin, stores, readers: byTurns(customers, staff) };
}
