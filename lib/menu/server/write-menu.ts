import "server-only";
import { sql, type Table } from "drizzle-orm";
import { menuCategories, menuItems, menuOptionGroups, menuOptions } from "@/lib/db/schema/menu";
import type { Transaction } from "@/lib/db/transaction";
import { insertRows, updateRows } from "@/lib/db/write-rows";
import type { Menu } from "@/lib/menu/model/schema";
import { changesOfRows, type RowChanges, rowsOf } from "./menu-rows";

async function put(
  tx: Transaction,
  table: Table,
  { added, changed }: RowChanges<{ id: string }>,
): Promise<void> {
  const [firstAdded, ...moreAdded] = added;
  if (firstAdded !== undefined) await tx.execute(insertRows(table, [firstAdded, ...moreAdded]));
  const [firstChanged, ...moreChanged] = changed;
  if (firstChanged !== undefined) await tx.execute(updateRows(table, [firstChanged, ...moreChanged]));
}

async function remove(
  tx: Transaction,
  table: typeof menuCategories | typeof menuItems | typeof menuOptionGroups | typeof menuOptions,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0)
    await tx.execute(sql`delete from ${table} where ${table.id} = any(${sql.param([...ids])}::uuid[])`);
}

/**
 * Writes the difference between two states of a menu, whose tenant's row is locked.
 * @throws what `isTaken` recognises when a new id belongs to something else
 */
export async function writeMenu(tx: Transaction, before: Menu, after: Menu): Promise<void> {
  const [from, to] = [rowsOf(before), rowsOf(after)];
  const categories = changesOfRows(from.categories, to.categories);
  const items = changesOfRows(from.items, to.items);
  const groups = changesOfRows(from.groups, to.groups);
  const options = changesOfRows(from.options, to.options);
  // Whole before parts; parts leave what is removed before it goes and would take them along.
  await put(tx, menuCategories, categories);
  await put(tx, menuItems, items);
  await put(tx, menuOptionGroups, groups);
  await put(tx, menuOptions, options);
  await remove(tx, menuOptions, options.removed);
  await remove(tx, menuOptionGroups, groups.removed);
  await remove(tx, menuItems, items.removed);
  await remove(tx, menuCategories, categories.removed);
}
