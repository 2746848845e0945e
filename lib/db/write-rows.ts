import "server-only";
import { getTableColumns, type SQL, sql, type Table } from "drizzle-orm";

type Rows = readonly [object, ...object[]];

/** The columns of the first row, and all rows as JSON under the names of the columns. */
function recordsOf(table: Table, rows: Rows) {
  const [first] = rows;
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => name in first);
  const values = rows.map((row) => {
    const fields = new Map(Object.entries(row));
    return Object.fromEntries(columns.map(([name, column]) => [column.name, fields.get(name)]));
  });
  return {
    names: columns.map(([, column]) => column.name),
    records: sql`json_populate_recordset(null::${table}, ${JSON.stringify(values)}::json)`,
  };
}

/** Has the same text for any number of rows, so that it is prepared once. Uses the columns of the first row. */
export function insertRows(table: Table, rows: Rows): SQL {
  const { names, records } = recordsOf(table, rows);
  const list = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`
    insert into ${table} (${list})
    select ${list} from ${records}`;
}

/** Sets the columns of the first row in the rows with the same `id`. Has the same text for any number of rows. */
export function updateRows(table: Table, rows: Rows): SQL {
  const { names, records } = recordsOf(table, rows);
  const settings = sql.join(
    names
      .filter((name) => name !== "id")
      .map((name) => sql`${sql.identifier(name)} = next.${sql.identifier(name)}`),
    sql`, `,
  );
  return sql`update ${table} set ${settings} from ${records} as next where ${table}.id = next.id`;
}
