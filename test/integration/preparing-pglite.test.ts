import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PreparingPGlite } from "@/lib/db/preparing-pglite";

/** PGlite's own `query` is the model: both clients must answer the same. */

const plain = new PGlite("memory://");
const preparing = new PreparingPGlite("memory://");
const both = [plain, preparing];

beforeAll(async () => {
  await Promise.all(both.map((client) => client.waitReady));
});
afterAll(async () => {
  await Promise.all(both.map((client) => client.close()));
});
beforeEach(async () => {
  for (const client of both)
    await client.exec(`
      drop table if exists things;
      create table things (
        id int primary key, big bigint, price numeric, words text[], numbers int[], document jsonb, at timestamptz,
        is_good boolean, bytes bytea, ref int references things (id) deferrable initially deferred
      )`);
});

type Ask = (client: PGlite) => Promise<unknown>;

const refusal = async (asked: Promise<unknown>) => {
  try {
    return { answer: await asked };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ...error, message: error.message };
  }
};

/** Asks both clients often enough for a cached plan and compares; returns the last answer. */
async function agreeOn(ask: Ask): Promise<unknown> {
  let last: unknown;
  for (let time = 0; time < 8; time += 1) {
    const [expected, answer] = await Promise.all(both.map((client) => refusal(ask(client))));
    expect(answer).toEqual(expected);
    last = answer;
  }
  return last;
}

const INSERT = `
  insert into things (id, big, price, words, numbers, document, at, is_good, bytes)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do update set big = excluded.big returning *`;

describe("values", () => {
  const at = new Date("2026-11-21T10:00:00.123Z");
  const document = { text: 'Ünï"cödé\\ 🍕', list: [1, null, { deep: true }] };
  const bytes = new Uint8Array([0, 1, 255]);

  it.each([
    ["of all types", [1, 2n ** 60n, "12.50", ["a", 'b"', null], [1, 2], document, at, true, bytes]],
    ["that are small", [2, 7, 3, [], [], "[]", at.toISOString(), "no", new Uint8Array()]],
    ["that are null", [3, ...Array.from({ length: 8 }, () => null)]],
  ])("%s are written and read unchanged", async (_, values) => {
    await agreeOn((client) => client.query(INSERT, values));
    await agreeOn((client) =>
      client.query("select * from things where id = $1", [values[0]], { rowMode: "array" }),
    );
    await agreeOn((client) =>
      client.query("select at, big from things where id = $1", [values[0]], {
        parsers: { 1184: (value) => value, 20: (value) => `${value}!` },
      }),
    );
  });

  it("that are changed without being returned are counted", async () => {
    await agreeOn((client) =>
      client.query("insert into things (id) select generate_series(1, $1::int) on conflict do nothing", [5]),
    );
    await agreeOn((client) => client.query("update things set big = $1", [1]));
    await agreeOn((client) => client.query("select from things where id > $1", [2]));
    await agreeOn((client) => client.query("delete from things where id > $1", [3]));
  });
});

describe("a statement that fails", () => {
  it.each([
    ["has no table", "select * from nothing where id = $1", [1]],
    ["is not SQL", "selekt $1", [1]],
    ["does not say the type of a parameter", "select $1 is null", [1]],
    ["gets a value of another type", "select * from things where id = $1", ["one"]],
    ["gets a value that cannot be sent", "select * from things where is_good = $1", [{}]],
    ["breaks a rule", "insert into things (id, ref) values ($1, $1), ($1, $1)", [1]],
    ["divides by zero", "select 1 / $1::int as result", [0]],
  ])(
    "because it %s fails with the same message and does not affect later statements",
    async (_, text, values) => {
      await agreeOn((client) => client.query(text, values));
      await agreeOn((client) => client.query("select count(*) from things where id > $1", [0]));
    },
  );

  it.each([
    ["gets too few values", "08P01", "select * from things where id = $1 and big = $2", [1]],
    ["breaks a rule only at its end", "23503", "insert into things (id, ref) values ($1, 99)", [1]],
  ])("because it %s reports its error code and writes nothing", async (_, code, text, values) => {
    await agreeOn(async (client) => {
      await expect(client.query(text, values)).rejects.toMatchObject({ code });
      return client.query("select count(*) from things where id > $1", [0]);
    });
  });

  it("works again once its table exists", async () => {
    const ask: Ask = (client) => client.query("select * from late where id = $1", [1]);
    await agreeOn(ask);
    for (const client of both) await client.exec("create table late (id int)");
    expect(await agreeOn(ask)).toMatchObject({ answer: { fields: [{ name: "id" }] } });
    for (const client of both) await client.exec("drop table late");
  });

  it("is prepared again after a table has changed", async () => {
    const ask = () => preparing.query("select * from things where id = $1", [1]);
    await ask();
    await preparing.exec("alter table things add column colour text");
    await expect(ask()).rejects.toMatchObject({ code: "0A000" });
    expect((await ask()).fields.at(-1)).toMatchObject({ name: "colour" });
  });
});

describe("transactions", () => {
  const insert = (tx: Transaction, id: number) => tx.query("insert into things (id) values ($1)", [id]);

  it("are committed, rolled back, and ended by a failed statement as in plain PGlite", async () => {
    const count: Ask = (client) => client.query("select count(*) from things where id > $1", [0]);
    await agreeOn((client) => client.transaction((tx) => tx.query("delete from things where id >= $1", [0])));
    await agreeOn((client) =>
      client.transaction(async (tx) => {
        await insert(tx, 1);
        await tx.rollback();
      }),
    );
    await agreeOn((client) =>
      client.transaction(async (tx) => {
        await insert(tx, 2);
        const refused = await refusal(insert(tx, 2));
        const afterwards = [
          await refusal(insert(tx, 3)),
          await refusal(tx.query("select $1::int as new", [1])),
        ];
        throw Object.assign(new Error("Over"), { refused, afterwards });
      }),
    );
    await agreeOn((client) =>
      client.transaction(async (tx) => {
        await insert(tx, 4);
        await refusal(insert(tx, 4));
      }),
    );
    await agreeOn((client) => client.query("select $1::int as new", [1]));
    expect(await agreeOn(count)).toMatchObject({ answer: { rows: [{ count: 0 }] } });
  });

  it("continue after a savepoint", async () => {
    await agreeOn((client) =>
      client.transaction(async (tx) => {
        await tx.query("delete from things where id >= $1", [0]);
        await insert(tx, 1);
        await tx.exec("savepoint here");
        await refusal(insert(tx, 1));
        await tx.exec("rollback to here");
        return insert(tx, 2);
      }),
    );
    expect(
      await agreeOn((client) => client.query("select id from things where id > $1 order by 1", [0])),
    ).toMatchObject({
      answer: { rows: [{ id: 1 }, { id: 2 }] },
    });
  });

  it("keep the statements prepared in a transaction that was rolled back", async () => {
    const ask = (client: Pick<PGlite, "query">) => client.query("select $1::int as kept", [1]);
    await preparing.transaction(async (tx) => {
      await ask(tx);
      await tx.rollback();
    });
    expect((await ask(preparing)).rows).toEqual([{ kept: 1 }]);
  });
});

describe("plans", () => {
  const planned = async (text: string) =>
    (
      await preparing.query<{ name: string; plans: number; prepare_time: Date }>(
        "select name, generic_plans + custom_plans as plans, prepare_time from pg_prepared_statements where statement = $1",
        [text],
      )
    ).rows;

  it("are kept for statements with parameters, inside and outside of transactions", async () => {
    const text = "select id from things where id = $1 and big is null";
    await preparing.query(text, [1]);
    const [first] = await planned(text);
    await preparing.transaction((tx) => tx.query(text, [2]));
    await Promise.all([3, 4, 5].map((id) => preparing.query(text, [id])));
    expect(await planned(text)).toEqual([{ ...first, plans: 5 }]);
  });

  it("are not kept for statements without parameters or that are only described", async () => {
    await preparing.query("select id from things where id = 4711");
    expect(await planned("select id from things where id = 4711")).toEqual([]);
    await agreeOn(async (client) => {
      const { queryParams, resultFields } = await client.describeQuery(
        "select id, at from things where big = $1",
      );
      return [queryParams.map(({ dataTypeID }) => dataTypeID), resultFields.map(({ name }) => name)];
    });
    await agreeOn((client) => client.query("select count(*) from things where id > $1", [0]));
  });

  it("are renewed from time to time, for tables that have grown", async () => {
    const text = "select id from things where id = $1 and price is null";
    await preparing.query(text, [1]);
    const [first] = await planned(text);
    for (let time = 0; time < 1_000; time += 1) await preparing.query(text, [1]);
    const [later, ...others] = await planned(text);
    expect(others).toEqual([]);
    expect(later?.name).toBe(first?.name);
    expect(later?.prepare_time).not.toEqual(first?.prepare_time);
    expect(later?.plans).toBe(1);
  });
});

it("a prepared statement notifies listeners", async () => {
  const heard: string[] = [];
  await preparing.listen("bell", (payload) => void heard.push(payload));
  for (const text of ["one", "two"]) await preparing.query("select pg_notify('bell', $1)", [text]);
  await expect.poll(() => heard).toEqual(["one", "two"]);
});

it("acknowledged writes are on disk and readable by plain PGlite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "platewire-preparing-"));
  try {
    const first = new PreparingPGlite(folder);
    await first.exec("create table kept (id int primary key)");
    for (const id of [1, 2, 3]) await first.query("insert into kept values ($1)", [id]);
    await first.transaction((tx) => tx.query("insert into kept values ($1)", [4]));
    await first.close();
    const second = await PGlite.create(folder);
    expect((await second.query("select count(*) from kept")).rows).toEqual([{ count: 4 }]);
    await second.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
