import "server-only";
import { getTableColumns, type Table } from "drizzle-orm";
import * as z from "zod/mini";

/** Instants become ISO 8601 strings; other columns are left out. Throws when the row does not fit the schema. */
export function toWire<Schema extends z.core.$ZodType>(schema: Schema, row: object): z.output<Schema> {
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return z.parse(schema, Object.fromEntries(fields));
}

/** ISO 8601 strings become instants; fields without a column are left out. */
export function toColumns<Of extends Table>(table: Of, fields: object): Partial<Of["$inferInsert"]> {
  const columns = getTableColumns(table);
  const values: Partial<Of["$inferInsert"]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const column = columns[name];
    if (column === undefined) continue;
    Object.assign(values, {
      [name]: column.dataType === "date" && typeof value === "string" ? new Date(value) : value,
    });
  }
  return values;
}
