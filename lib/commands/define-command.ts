import "server-only";
import * as z from "zod/mini";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type LimitKind, refuseOver } from "@/lib/limits/limits";
import { invalid } from "./invalid";
import type { Failure, Result } from "./result";

export interface Call<Input> {
  viewer: Viewer;
  input: Input;
  /** Chosen by the caller. Ignored by commands that cannot repeat their answer. */
  idempotencyKey: string | undefined;
}

interface CommandDeclaration<Name extends string, Schema extends z.core.$ZodType, Answer, Current> {
  readonly name: Name;
  /** The scope that a personal token needs. Null: only the product's own pages may call it. */
  readonly scope: Scope | null;
  /** Limits the calls of each person. Null: unlimited. */
  readonly limit: LimitKind | null;
  /** Must bound every array and string. */
  readonly input: Schema;
  /**
   * Returns a failure when the person may not run the command, null otherwise. A right that depends on a row is checked by
   * `run` on the row it reads: see `authorisedByRun`.
   */
  authorise(call: Call<z.output<Schema>>): Failure<never> | null;
  /** Decides, writes and returns the answer. Returns expected failures and throws bugs. */
  run(call: Call<z.output<Schema>>): Promise<Result<Answer, Current>>;
}

export interface Command<Name extends string, Schema extends z.core.$ZodType, Answer, Current>
  extends CommandDeclaration<Name, Schema, Answer, Current> {
  /**
   * Runs the command for an authenticated person: parses the input, authorises, counts against the limit and runs. The
   * server action, the route of the product's pages and the public routes all call this.
   */
  execute(
    viewer: Viewer,
    input: unknown,
    idempotencyKey: string | undefined,
  ): Promise<Result<Answer, Current>>;
}

/** For commands whose `run` checks the person's right on the row it reads. */
export const authorisedByRun = () => null;

export function defineCommand<
  const Name extends string,
  Schema extends z.core.$ZodType,
  Answer,
  Current = never,
>(declaration: CommandDeclaration<Name, Schema, Answer, Current>): Command<Name, Schema, Answer, Current> {
  return {
    ...declaration,
    execute: async (viewer, given, idempotencyKey) => {
      const parsed = z.safeParse(declaration.input, given);
      if (!parsed.success) return invalid(parsed.error);
      const call = { viewer, input: parsed.data, idempotencyKey };
      const refused =
        declaration.authorise(call) ??
        (declaration.limit && (await refuseOver(declaration.limit, viewer.userId)));
      return refused ?? declaration.run(call);
    },
  };
}
