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
  /** Chosen by the caller. Commands that cannot repeat their answer ignore it. */
  idempotencyKey: string | undefined;
}

interface CommandDeclaration<Name extends string, Schema extends z.core.$ZodType, Answer, Current> {
  readonly name: Name;
  /** The scope that a personal token needs. Null: only the product's own pages can call it. */
  readonly scope: Scope | null;
  /** Counted for each person before the command runs. Null: not limited. */
  readonly limit: LimitKind | null;
  /** Bounds everything that arrives. */
  readonly input: Schema;
  /**
   * Refuses what is not this person's to ask for; null lets the command run. A right that depends on a row is checked by
   * `run` on the row it read, in the same statement: see `authorisedByRun`.
   */
  authorise(call: Call<z.output<Schema>>): Failure<never> | null;
  /** Decides, writes, and answers from what it decided. Returns expected failures and throws bugs. */
  run(call: Call<z.output<Schema>>): Promise<Result<Answer, Current>>;
}

export interface Command<Name extends string, Schema extends z.core.$ZodType, Answer, Current>
  extends CommandDeclaration<Name, Schema, Answer, Current> {
  /**
   * Carries the command out for an authenticated person: parses the input, counts against the limit, authorises and runs.
   * The server action, the route of the product's pages and the public routes all call this.
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
