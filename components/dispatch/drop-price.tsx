"use client";

import { useTranslations } from "next-intl";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { useDispatchWords } from "@/hooks/dispatch/use-dispatch-words";
import { useDropPrice } from "@/hooks/dispatch/use-drop-price";
import type { DispatchOrder, DispatchRider } from "@/lib/dispatch/model/dispatch-view";

/** Says in words what giving the order to the rider would cost. */
export function DropPrice({ order, rider }: { order: DispatchOrder; rider: DispatchRider }) {
  const t = useTranslations("dispatch.screen.price");
  const { dispatcher } = useDispatchScreen();
  const words = useDispatchWords();
  const shown = useDropPrice(dispatcher.commands, order.id, rider.id);
  if (shown.state === "failed") return <span>{t("failed")}</span>;
  if (shown.state !== "known") return <span>{t("reading")}</span>;
  const { is_possible, door_at, sentence } = shown.price;
  if (!is_possible || door_at === null)
    return (
      <>
        <span className="dispatch-bad">{`${t("impossible")} `}</span>
        <span>{sentence}</span>
      </>
    );
  const { text, isLate } = words.against(door_at, order.promised_at);
  return (
    <>
      <span>{`${t("at_door", { time: words.time(door_at, order) })} `}</span>
      {text !== "" && (
        <span className={isLate ? "dispatch-bad" : undefined}>{isLate ? `▲ ${text}. ` : `${text}. `}</span>
      )}
      <span>{sentence}</span>
    </>
  );
}
