import type { Menu } from "@/lib/menu/model/schema";

/** A menu as rows of its tables. Places count from 0 in each list. */

interface Row {
  id: string;
}

interface Listed<Of extends Row> {
  /** In which list the row stands. */
  parent: string;
  row: Of & { position: number };
}

const listed = <Of extends Row>(parent: string, rows: readonly Of[]): Listed<Of>[] =>
  rows.map((row, position) => ({ parent, row: { ...row, position } }));

export function rowsOf({ tenant, categories }: Menu) {
  const items = categories.flatMap((category) => category.items);
  const groups = items.map((item) => ({
    item,
    groups: [...new Map(item.options.map(({ group }) => [group.id, group])).values()],
  }));
  return {
    categories: listed(
      tenant.id,
      categories.map(({ id, name }) => ({ id, tenant_id: tenant.id, name })),
    ),
    items: categories.flatMap((category) =>
      listed(
        category.id,
        // A photo is a row of its own: see photos/set-photo.ts.
        category.items.map(({ options: _, photo: __, ...item }) => ({
          ...item,
          tenant_id: tenant.id,
          category_id: category.id,
        })),
      ),
    ),
    groups: groups.flatMap(({ item, groups: own }) =>
      listed(
        item.id,
        own.map((group) => ({ ...group, item_id: item.id })),
      ),
    ),
    options: groups.flatMap(({ item, groups: own }) =>
      own.flatMap((group) =>
        listed(
          group.id,
          item.options
            .filter((option) => option.group.id === group.id)
            .map(({ group: _, ...option }) => ({ ...option, group_id: group.id })),
        ),
      ),
    ),
  };
}

const orderOf = (rows: readonly Listed<Row>[]) =>
  new Map(
    [...Map.groupBy(rows, ({ parent }) => parent)].map(([parent, all]) => [
      parent,
      all.map(({ row }) => row.id).join(),
    ]),
  );

export interface RowChanges<Of extends Row> {
  added: Of[];
  changed: Of[];
  removed: string[];
}

/** A list with another order is written as a whole: the stored places need not count from 0. */
export function changesOfRows<Of extends Row>(
  before: readonly Listed<Of>[],
  after: readonly Listed<Of>[],
): RowChanges<Of & { position: number }> {
  const known = new Map(before.map((one) => [one.row.id, JSON.stringify(one.row)]));
  const [orderBefore, orderAfter] = [orderOf(before), orderOf(after)];
  const kept = new Set(after.map(({ row }) => row.id));
  return {
    added: after.filter(({ row }) => !known.has(row.id)).map(({ row }) => row),
    changed: after
      .filter(
        ({ parent, row }) =>
          known.has(row.id) &&
          (known.get(row.id) !== JSON.stringify(row) || orderBefore.get(parent) !== orderAfter.get(parent)),
      )
      .map(({ row }) => row),
    removed: [...known.keys()].filter((id) => !kept.has(id)),
  };
}
