import "server-only";
import { getTableColumns, type SQL, sql, type Table } from "drizzle-orm";

/** Has the same text for any number of rows, so that it is prepared once. Uses the columns of the first row. */
export function insertRows(table: Table, rows: readonly [object, ...object[]]): SQL {
  const [first] = rows;
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => name in first);
  const list = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const values = rows.map((row) => {
    const fields = new Map(Object.entries(row));
    return Object.fromEntries(columns.map(([name, column]) => [column.name, fields.get(name)]));
  });
  return sql`
    insert into ${table} (${list})
    select ${list} from json_populate_recordset(null::${table}, ${JSON.stringify(values)}::json)`;
}
