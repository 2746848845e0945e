import "server-only";
import type { ClientBase } from "pg";
import * as z from "zod/mini";
import { statementName } from "./statement-name";

const statement = z.looseObject({ text: z.string(), name: z.optional(z.literal("")) });

/** Names each statement with parameters: planned anew each time, it takes half of the server's time for a command. */
export function prepareStatements(client: ClientBase): void {
  client.query = new Proxy(client.query, {
    apply: (query, self, [config, values, ...rest]) => {
      const { success, data } = z.safeParse(statement, config);
      const isPrepared = success && Array.isArray(values) && values.length > 0;
      return Reflect.apply(query, self, [
        isPrepared ? { ...data, name: statementName(data.text) } : config,
        values,
        ...rest,
      ]);
    },
  });
}
