import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleServer } from "drizzle-orm/node-postgres";
import { migrate as migrateServer } from "drizzle-orm/node-postgres/migrator";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createServerDatabase } from "@/test/support/server-database";

const ALL = "lib/db/migrations";
const journalSchema = z.looseObject({ entries: z.array(z.looseObject({ idx: z.int() })) });
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

interface Old {
  migrate: (folder: string) => Promise<void>;
  query: (text: string) => Promise<unknown[]>;
  close: () => Promise<void>;
}

async function openOld(): Promise<Old> {
  const server = await createServerDatabase();
  if (server === undefined) {
    const client = await PGlite.create("memory://");
    return {
      migrate: (migrationsFolder) => migrate(drizzle(client), { migrationsFolder }),
      query: async (text) => (await client.query(text)).rows,
      close: () => client.close(),
    };
  }
  const client = new Client({ connectionString: server.url });
  await client.connect();
  return {
    migrate: (migrationsFolder) => migrateServer(drizzleServer(client), { migrationsFolder }),
    query: async (text) => (await client.query(text)).rows,
    close: async () => {
      await client.end();
      await server.drop();
    },
  };
}

/** The migrations up to number `last`, in a folder of their own. */
function upTo(last: number): string {
  const folder = mkdtempSync(join(tmpdir(), "platewire-migrations-"));
  cpSync(ALL, folder, { recursive: true });
  const path = join(folder, "meta/_journal.json");
  const { entries, ...rest } = journalSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  writeFileSync(path, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx <= last) }));
  return folder;
}

const order = (n: number, address: number, store: number) =>
  `('${id(n)}', 'ORD-${n}', '${id(store)}', '${id(1)}', '${id(address)}', 'Delivered', 5, 'cash', 'captured', 'EUR', 1, 0, 1, 1, now())`;

describe("a database from before search texts and bounds", () => {
  const before = upTo(10);
  let old: Old;

  beforeAll(async () => {
    old = await openOld();
    await old.migrate(before);
    await old.query(`insert into users (id, email, name) values ('${id(1)}', 'lena@example.test', 'Lena')`);
    await old.query(`insert into sessions (id, user_id) values ('${id(2)}', '${id(1)}')`);
    for (const [n, currency] of [
      [10, "EUR"],
      [11, "HUF"],
    ] as const)
      await old.query(
        `insert into tenants (id, slug, name, cuisine, description, address_line, city, currency, time_zone,
          delivery_fee, default_prep_minutes, delivery_minutes)
        values ('${id(n)}', 's${n}', 'S', 'c', 'd', 'a', 'c', '${currency}', 'UTC', 0, 20, 15)`,
      );
    // Two are the same place, written by orders that were placed at once.
    await old.query(
      `insert into addresses (id, user_id, line1, city, postal_code, created_at) values
        ('${id(20)}', '${id(1)}', 'Harbour 7', 'Port Selby', '1', now()),
        ('${id(21)}', '${id(1)}', 'Harbour 7', 'Port Selby', '1', now() + interval '1 s'),
        ('${id(22)}', '${id(1)}', 'Harbour 8', 'Port Selby', '1', now())`,
    );
    await old.query(
      `insert into orders (id, code, tenant_id, user_id, address_id, status, version, payment_method,
        payment_status, currency, items_total, delivery_fee, final_amount, total_qty, accept_by)
      values ${[order(30, 20, 10), order(31, 21, 10), order(32, 22, 11)].join(", ")}`,
    );
    await old.query(
      `insert into menu_categories (id, tenant_id, name, position) values ('${id(40)}', '${id(10)}', 'Soups', 0)`,
    );
    await old.query(
      `insert into menu_items (id, tenant_id, category_id, name, price, available, allergens, position) values
        ('${id(41)}', '${id(10)}', '${id(40)}', 'Miso soup', 390, false, '{soy,honey}', 0)`,
    );
    await old.migrate(ALL);
  });
  afterAll(async () => {
    rmSync(before, { recursive: true });
    await old.close();
  });

  test("keeps every order, and of equal addresses the oldest", async () => {
    expect(await old.query("select id, address_id from orders order by id")).toEqual([
      { id: id(30), address_id: id(20) },
      { id: id(31), address_id: id(20) },
      { id: id(32), address_id: id(22) },
    ]);
    expect(await old.query("select id from addresses order by id")).toEqual([{ id: id(20) }, { id: id(22) }]);
  });

  test("bounds cash where 200.00 is a usual amount, and nowhere else", async () => {
    expect(await old.query("select currency, cash_maximum from tenants order by currency")).toEqual([
      { currency: "EUR", cash_maximum: 20_000 },
      { currency: "HUF", cash_maximum: null },
    ]);
  });

  test("keeps what was stated about allergens, claims nothing else, and leaves a dish off that was off", async () => {
    const columns = "allergens, may_contain, free_of, available, available_until, version";
    expect(await old.query(`select ${columns} from menu_items`)).toEqual([
      {
        allergens: ["soy", "honey"],
        may_contain: [],
        free_of: [],
        available: false,
        available_until: null,
        version: 1,
      },
    ]);
  });

  test("limits no store, counts one point for a dish, and leaves the points of orders to their dishes", async () => {
    expect(await old.query("select distinct slot_orders, slot_points from tenants")).toEqual([
      { slot_orders: null, slot_points: null },
    ]);
    expect(await old.query("select points from menu_items")).toEqual([{ points: 1 }]);
    expect(await old.query("select distinct points from orders")).toEqual([{ points: null }]);
  });

  test("ends the sessions whose cookies have no key", async () => {
    expect(await old.query("select id from sessions where revoked_at is null")).toEqual([]);
  });
});
