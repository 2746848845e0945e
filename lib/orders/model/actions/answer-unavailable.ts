import { answerEnd } from "@/lib/orders/model/deadlines";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { isOpen, settle } from "@/lib/orders/model/unavailable/settle";
import { type Circumstances, defineAction, type Refusal } from "./define-action";
import { answerUnavailableRule } from "./rules";

const CONFLICTS: readonly Refusal[] = ["already_answered", "answer_too_late"];

function refusalOf(
  line: UnavailableLine | undefined,
  choice: string,
  { now, maintenance }: Pick<Circumstances, "now" | "maintenance">,
): Refusal | null {
  if (line === undefined) return "not_asked";
  if (!isOpen(line)) return "already_answered";
  if (answerEnd(line.answer_by, maintenance) <= now.getTime()) return "answer_too_late";
  return choice === "replace" && line.proposal === null ? "no_proposal" : null;
}

/** Lines without a choice stay open. */
export const answerUnavailable = /* @__PURE__ */ defineAction(answerUnavailableRule, {
  fields: ({ choices }) => ({ choices }),
  wrongStatus: "not_preparing",
  effect: (order, { choices }, circumstances) => {
    const chosen = new Map(choices.map(({ order_item_id, choice }) => [order_item_id, choice]));
    if (chosen.size < choices.length) return { refusal: "line_twice", code: "invalid" };
    for (const [id, choice] of chosen) {
      const line = order.unavailable.find(({ order_item_id }) => order_item_id === id);
      const refusal = refusalOf(line, choice, circumstances);
      if (refusal !== null) return { refusal, code: CONFLICTS.includes(refusal) ? "conflict" : "invalid" };
    }
    return settle(order, circumstances, ({ order_item_id }) => chosen.get(order_item_id) ?? null);
  },
});
