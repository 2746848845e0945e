import { answerEnd } from "@/lib/orders/model/deadlines";
import { settle } from "@/lib/orders/model/unavailable/settle";
import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"settle_unavailable"> = {
  name: "settle_unavailable",
  allowed: { Preparing: ["system"] },
};

/** Removes the lines whose customer did not answer in time: nobody gets, or pays for, a dish that they did not choose. */
export const settleUnavailable = /* @__PURE__ */ defineAction(rule, {
  fields: () => ({}),
  wrongStatus: "not_preparing",
  effect: (order, _, circumstances) => {
    const isDue = (instant: string) =>
      answerEnd(instant, circumstances.maintenance) <= circumstances.now.getTime();
    return order.answer_by !== null && isDue(order.answer_by)
      ? settle(order, circumstances, ({ answer_by }) => (isDue(answer_by) ? "remove" : null))
      : conflict("deadline_not_reached");
  },
});
