import { globSync, readFileSync } from "node:fs";
import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { printRetention, RETENTION } from "./retention";

test("each table of the schema has its rule, and each rule its table", async () => {
  const files = globSync("lib/db/schema/*.ts");
  const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ `../../../${file}`)));
  const tables = modules
    .flatMap((exported: object) => Object.values(exported))
    .filter((one) => is(one, PgTable));
  expect(tables.map((table) => getTableName(table)).sort()).toEqual(Object.keys(RETENTION).sort());
});

test("the documentation says what the list says", () => {
  expect(readFileSync("docs/retention.md", "utf8")).toBe(printRetention());
});
