import type {
  Pressed as AnyPressed,
  PressQueue as AnyQueue,
  PressState,
} from "@/lib/commands/client/press-queue";
import type { OrderAction } from "@/lib/orders/model/actions/schema";

/** A press on an order, which is its subject. */
export interface Pressed extends AnyPressed {
  readonly orderCode: string;
  readonly action: OrderAction;
}
export type Press = Pressed & PressState;
export type PressQueue = AnyQueue<Press>;
