"use client";

import { useTranslations } from "next-intl";
import { OrderActions } from "@/components/dispatch/order-actions";
import { OrderMessage } from "@/components/dispatch/order-message";
import { Button } from "@/components/ui/button";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { useDispatchWords } from "@/hooks/dispatch/use-dispatch-words";
import type { DispatchDecision } from "@/lib/dispatch/model/decision";
import type { DispatchOrder } from "@/lib/dispatch/model/dispatch-view";
import { canGive, chosenRider } from "@/lib/dispatch/model/screen/possible";
import { firstName } from "@/lib/text/first-name";

/** The reason in a sentence, and what each alternative would cost. */
export function OrderWhy({ order }: { order: DispatchOrder }) {
  const t = useTranslations("dispatch.screen.why");
  const words = useDispatchWords();
  const { decision } = order;
  if (decision === null)
    return (
      <div className="dispatch-why">
        <p>{t("none")}</p>
        <OrderActions order={order} />
        <OrderMessage order={order} />
      </div>
    );
  const time = words.time(decision.at, order);
  return (
    <div className="dispatch-why">
      <h3>
        {decision.rider_name === null
          ? t(order.asked.length > 0 ? "title_asked" : "title_nobody")
          : t("title", { rider: firstName(decision.rider_name) })}
      </h3>
      <p className="dispatch-sentence">{decision.sentence}</p>
      {decision.note !== null && <p className="dispatch-sentence">{`“${decision.note}”`}</p>}
      <p className="dispatch-by">
        {decision.actor_name === null
          ? t("by_engine", { time })
          : t("by_person", { name: decision.actor_name, time })}
      </p>
      {decision.candidates.length > 0 && <Candidates order={order} decision={decision} />}
      {!canGive(order) && <p className="dispatch-by">{t("picked_up")}</p>}
      <OrderActions order={order} />
      <OrderMessage order={order} />
    </div>
  );
}

function Candidates({ order, decision }: { order: DispatchOrder; decision: DispatchDecision }) {
  const t = useTranslations("dispatch.screen.why");
  const vehicle = useTranslations("dispatch.screen.rider.vehicle");
  const words = useDispatchWords();
  const { scope, riders, ask } = useDispatchScreen();
  const chosen = chosenRider(order);
  const ofChosen = decision.candidates.find(({ rider_id }) => rider_id === chosen);
  const rows = decision.candidates.toSorted((one, other) => {
    if (one === ofChosen || other === ofChosen) return one === ofChosen ? -1 : 1;
    return one.cost - other.cost;
  });
  return (
    <table className="dispatch-candidates" aria-label={t("table", { code: order.order_code })}>
      <thead>
        <tr>
          <th scope="col">{t("rider")}</th>
          <th scope="col">{t("at_door")}</th>
          <th scope="col" colSpan={2}>
            {order.promised_at === null
              ? t("no_promise")
              : t("promise", { time: words.time(order.promised_at, order) })}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((candidate) => {
          const rider = riders.find(({ id }) => id === candidate.rider_id);
          const { text, isLate } = words.against(candidate.door_at, order.promised_at);
          const isChosen = candidate === ofChosen;
          const more = ofChosen === undefined ? 0 : Math.round(candidate.cost - ofChosen.cost);
          return (
            <tr key={candidate.rider_id} data-chosen={isChosen || undefined} data-off={!rider || undefined}>
              <th scope="row">
                <span translate="no">{firstName(candidate.rider_name)}</span>
                {rider !== undefined && <small>{vehicle(rider.vehicle)}</small>}
              </th>
              <td className="dispatch-figure">{words.time(candidate.door_at, order)}</td>
              <td>
                <span className={isLate ? "dispatch-bad" : undefined}>{isLate ? `▲ ${text}` : text}</span>
                {!isChosen && more !== 0 && (
                  <small>{t(more > 0 ? "costs" : "saves", { minutes: Math.abs(more) })}</small>
                )}
              </td>
              <td>
                {isChosen && <span>{t("chosen")}</span>}
                {!isChosen && rider === undefined && <span>{t("off_shift")}</span>}
                {!isChosen && rider !== undefined && scope.mayAct && canGive(order) && (
                  <Button
                    aria-label={t("give_to", { code: order.order_code, rider: firstName(rider.name) })}
                    onClick={() => ask({ kind: "give", orderIds: [order.id], riderId: rider.id })}
                  >
                    {t("give")}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
