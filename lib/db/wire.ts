import "server-only";
import { getTableColumns, type Table } from "drizzle-orm";
import * as z from "zod/mini";

/**
 * Converts a row to `schema`: instants become ISO 8601 strings, and columns that the schema does not list are left out.
 * Columns have their wire names. Throws when the row does not fit the schema.
 */
export function toWire<Schema extends z.core.$ZodType>(schema: Schema, row: object): z.output<Schema> {
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return z.parse(schema, Object.fromEntries(fields));
}

/**
 * Converts wire fields into values for the columns of `table` with the same names: ISO 8601 strings become instants.
 * Fields without a column are left out.
 */
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
