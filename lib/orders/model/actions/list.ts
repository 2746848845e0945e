import { accept } from "./accept";
import { acknowledge } from "./acknowledge";
import { acknowledgeLines } from "./acknowledge-lines";
import { answerUnavailable } from "./answer-unavailable";
import { cancel } from "./cancel";
import { decline } from "./decline";
import { delay } from "./delay";
import { deliver } from "./deliver";
import { handOver } from "./hand-over";
import { markAvailable } from "./mark-available";
import { markUnavailable } from "./mark-unavailable";
import { ready } from "./ready";
import { recall } from "./recall";
import { undo } from "./undo";

/** Pages import `RULES` instead, which are smaller. */
export const ACTIONS = [
  accept,
  decline,
  acknowledge,
  ready,
  handOver,
  deliver,
  delay,
  recall,
  cancel,
  undo,
  markUnavailable,
  markAvailable,
  answerUnavailable,
  acknowledgeLines,
] as const;
