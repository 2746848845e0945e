import { acceptRule } from "./accept";
import { acknowledgeRule } from "./acknowledge";
import { answerUnavailableRule } from "./answer-unavailable";
import { cancelRule } from "./cancel";
import { declineRule } from "./decline";
import { delayRule } from "./delay";
import { deliverRule } from "./deliver";
import { handOverRule } from "./hand-over";
import { markUnavailableRule } from "./mark-unavailable";
import { readyRule } from "./ready";
import { recallRule } from "./recall";
import { undoRule } from "./undo";

/** The order is that of the buttons. */
export const RULES = [
  acceptRule,
  declineRule,
  acknowledgeRule,
  readyRule,
  handOverRule,
  deliverRule,
  delayRule,
  recallRule,
  cancelRule,
  undoRule,
  markUnavailableRule,
  answerUnavailableRule,
] as const;
