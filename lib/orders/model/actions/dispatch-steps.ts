import type * as z from "zod/mini";
import { assignRider } from "./assign-rider";
import type { OrderActionDefinition } from "./define-action";
import { failDelivery } from "./fail-delivery";
import { pickUp } from "./pick-up";
import { releaseRider } from "./release-rider";
import { riderAtDoor } from "./rider-at-door";
import { riderAtStore } from "./rider-at-store";
import { setEta } from "./set-eta";
import { undoRiderStep } from "./undo-rider-step";

/** Steps of riders and dispatch. No route takes them: lib/dispatch calls `changeOrderByDispatch`. */
export const DISPATCH_ACTIONS = [
  assignRider,
  releaseRider,
  riderAtStore,
  pickUp,
  riderAtDoor,
  failDelivery,
  undoRiderStep,
  setEta,
] as const;

type Step<Action> =
  Action extends OrderActionDefinition<infer Name, infer Shape>
    ? z.input<z.ZodMiniObject<{ name: z.ZodMiniLiteral<Name> } & Shape>>
    : never;

export type DispatchStep = Step<(typeof DISPATCH_ACTIONS)[number]> | { name: "deliver" };
