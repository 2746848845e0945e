import "server-only";
import * as z from "zod/mini";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type LimitKind, refuseOver } from "@/lib/limits/limits";
import { recordingAdmins } from "./admin-acts";
import { invalid } from "./invalid";
import type { Failure, Result } from "./result";

export interface Call<Input> {
  viewer: Viewer;
  input: Input;
  /** Ignored by commands that cannot repeat their answer. */
  idempotencyKey: string | undefined;
}

interface CommandDeclaration<Name extends string, Schema extends z.core.$ZodType, Answer, Current> {
  readonly name: Name;
  /** The scope that a personal token needs. Null: only our own pages may call it. */
  readonly scope: Scope | null;
  /** Counted per person, whatever the input. */
  readonly limit: LimitKind;
  /** The largest body of the command's route, in KB. Default: 64. */
  readonly bodyLimitKb?: number;
  /** False: changes nothing that somebody may ask about later, so admins who do it in others' stores are not recorded. */
  readonly isRecorded?: false;
  /** Must bound every array and string: scripts/check/bounded-schemas.test.ts. */
  readonly input: Schema;
  /** Returns a failure, or null to go on. A right that depends on a row is checked by `run` on the row it reads. */
  authorise(call: Call<z.output<Schema>>): Failure<never> | null;
  /** Returns expected failures; throws bugs. */
  run(call: Call<z.output<Schema>>): Promise<Result<Answer, Current>>;
}

export interface Command<Name extends string, Schema extends z.core.$ZodType, Answer, Current>
  extends CommandDeclaration<Name, Schema, Answer, Current> {
  /** Counts a call against the limit. Call it before the input is read: a flood of invalid inputs is a flood, too. */
  admit(viewer: Viewer): Promise<Failure<never> | null>;
  /** Parses the input, authorises and runs. The viewer must be authenticated and admitted already. */
  carryOut(
    viewer: Viewer,
    input: unknown,
    idempotencyKey: string | undefined,
  ): Promise<Result<Answer, Current>>;
  /** Admits and carries out: for inputs that have been read already. */
  execute(
    viewer: Viewer,
    input: unknown,
    idempotencyKey: string | undefined,
  ): Promise<Result<Answer, Current>>;
}

export const authorisedByRun = () => null;

/** Defines one operation for the server action and the HTTP routes. `carryOut` throws what `run` throws. */
export function defineCommand<
  const Name extends string,
  Schema extends z.core.$ZodType,
  Answer,
  Current = never,
>(declaration: CommandDeclaration<Name, Schema, Answer, Current>): Command<Name, Schema, Answer, Current> {
  const admit = ({ userId }: Viewer) => refuseOver(declaration.limit, userId);
  const carryOut = async (viewer: Viewer, given: unknown, idempotencyKey: string | undefined) => {
    const parsed = z.safeParse(declaration.input, given);
    if (!parsed.success) return invalid(parsed.error);
    const call = { viewer, input: parsed.data, idempotencyKey };
    const carriedOut = async () => declaration.authorise(call) ?? (await declaration.run(call));
    if (declaration.isRecorded === false) return carriedOut();
    const { name: command } = declaration;
    return recordingAdmins({ viewer, command, input: parsed.data, key: idempotencyKey }, carriedOut);
  };
  return {
    ...declaration,
    admit,
    carryOut,
    execute: async (viewer, ...call) => (await admit(viewer)) ?? carryOut(viewer, ...call),
  };
}
