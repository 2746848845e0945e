import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { loadFailedDialog } from "./load-failed-dialog";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";

const FailedDialog = lazy(loadFailedDialog);

interface FailedDeliveryProps {
  order: BoardOrder;
  handlers: Pick<TicketHandlers, "change">;
}

/** Why the rider could not hand it over, and the button for whoever decides. The order does not say whose rider it was. */
export function FailedDelivery({ order, handlers }: FailedDeliveryProps) {
  const t = useTranslations("partner");
  const read = useCommand("read_failed_delivery");
  const [isOpen, setOpen] = useState(false);
  const { data: failed } = useQuery({
    queryKey: ["failed-delivery", order.id, order.version],
    queryFn: async () => {
      const answer = await read({ order_id: order.id }, { key: newKey() });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (failed === undefined || failed.reason === null) return null;
  return (
    <div className="ticket-failed">
      <p>
        <b>{t(`reason.${failed.reason}`)}</b>
        {failed.note !== null && failed.note !== "" && <span dir="auto">{`“${failed.note}”`}</span>}
      </p>
      {failed.may_decide ? (
        <Button
          aria-label={t("action.for_order", {
            action: t("failed.decide"),
            code: shortCode(order.order_code),
          })}
          onClick={() => setOpen(true)}
        >
          {t("failed.decide")}
        </Button>
      ) : (
        <p>{t("failed.not_yours")}</p>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <FailedDialog order={order} failed={failed} handlers={handlers} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
