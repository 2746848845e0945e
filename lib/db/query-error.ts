import "server-only";
import { DrizzleQueryError } from "drizzle-orm";
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import { nameOfStatement } from "./statement-name";

/** In characters. The text of a statement has placeholders in place of values. */
const TEXT_LENGTH = 500;

const field = (error: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : undefined;
};

/** What a driver reports, without message, detail and context, in which the database quotes values. */
class DatabaseFault extends Error {
  override readonly name = "DatabaseFault";
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly table: string | undefined;

  constructor(reported: Error) {
    const [code, constraint] = [field(reported, "code"), field(reported, "constraint")];
    // Only what the database itself reports has a severity; a connection's errors quote no values.
    const isOfDatabase = field(reported, "severity") !== undefined;
    const text = [code, constraint].filter((part) => part !== undefined).join(" ");
    super(isOfDatabase ? text : reported.message.slice(0, TEXT_LENGTH));
    this.code = code;
    this.constraint = constraint;
    this.table = field(reported, "table");
  }
}

class StatementError extends DrizzleQueryError {
  override readonly name = "StatementError";
  readonly statement: string;

  constructor({ query, cause }: DrizzleQueryError) {
    const text = query.slice(0, TEXT_LENGTH);
    super(text, [], cause instanceof Error ? new DatabaseFault(cause) : undefined);
    this.message = `Failed query: ${text}`;
    this.statement = nameOfStatement(query) ?? text.slice(0, 60);
  }
}

const withoutValues = (error: unknown) =>
  error instanceof DrizzleQueryError ? new StatementError(error) : error;

declare global {
  var platewireHidesValues: WeakSet<object> | undefined;
}

/**
 * Makes Drizzle's errors carry no values of their statements. Whatever is thrown may be printed by Next, which prints
 * every field of an error. Drizzle offers no hook: its query builders and transactions all run this method.
 */
export function hideValuesInErrors(): void {
  globalThis.platewireHidesValues ??= new WeakSet();
  const { prototype } = PgPreparedQuery;
  if (globalThis.platewireHidesValues.has(prototype)) return;
  globalThis.platewireHidesValues.add(prototype);
  const run: unknown = Reflect.get(prototype, "queryWithCache");
  if (typeof run !== "function") throw new Error("This version of Drizzle runs its queries in another way");
  Reflect.set(prototype, "queryWithCache", async function (this: unknown, ...args: unknown[]) {
    try {
      return await Reflect.apply(run, this, args);
    } catch (error) {
      throw withoutValues(error);
    }
  });
}
