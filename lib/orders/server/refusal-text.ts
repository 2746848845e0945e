import "server-only";
import type { Refusal } from "@/lib/orders/model/actions/define-action";
import { errorText } from "@/lib/text/error-text";
import { stateText } from "@/lib/text/state-text";

/** Returns why an action is refused, for people. */
export function refusalText(refusal: Refusal): string {
  switch (refusal) {
    case "not_yours_to_do":
      return stateText("not_yours.order");
    case "final":
      return stateText("order_gone.change");
    case "too_late_to_cancel":
      return stateText("too_late.cancel");
    case "not_received_any_more":
      return stateText("someone_first.order");
    default:
      return errorText(`refusal.${refusal}`);
  }
}
