import * as z from "zod/mini";
import type { OrderActionDefinition } from "./define-action";
import { fields } from "./fields";
import { ACTIONS } from "./list";

type AnyAction = OrderActionDefinition<string, z.core.$ZodShape>;
type Option<Action> =
  Action extends OrderActionDefinition<infer Name, infer Shape>
    ? z.ZodMiniObject<{ name: z.ZodMiniLiteral<Name> } & Shape>
    : never;

function optionsOf<const Actions extends readonly [AnyAction, ...AnyAction[]]>(
  actions: Actions,
): { [Index in keyof Actions]: Option<Actions[Index]> };
function optionsOf(actions: readonly AnyAction[]): unknown {
  return actions.map((action) => z.object({ name: z.literal(action.name), ...action.fields(fields) }));
}

const names = ACTIONS.map((action) => action.name).join(", ");

export const orderActionSchema = z.discriminatedUnion("name", optionsOf(ACTIONS), {
  error: `must be one of: ${names}`,
});
export type OrderAction = z.infer<typeof orderActionSchema>;
