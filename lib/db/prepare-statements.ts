import "server-only";
import type { ClientBase } from "pg";
import * as z from "zod/mini";

/** Statements are written in code, so there are few; a text that is made of lists of any length is not one of them. */
const NAMED_AT_MOST = 400;

const statement = z.looseObject({ text: z.string(), name: z.optional(z.literal("")) });
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_AT_MOST) return known;
  const name = `platewire_${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Lets a connection parse and plan each statement with parameters once: pg prepares what has a name. Half of the
 * server's work for a command would go into planning the same few statements over and over.
 */
export function prepareStatements(client: ClientBase): void {
  client.query = new Proxy(client.query, {
    apply: (query, self, [config, values, ...rest]) => {
      const { success, data } = z.safeParse(statement, config);
      const isPrepared = success && Array.isArray(values) && values.length > 0;
      return Reflect.apply(query, self, [
        isPrepared ? { ...data, name: nameOf(data.text) } : config,
        values,
        ...rest,
      ]);
    },
  });
}
