import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { useStore } from "@/hooks/board/store-context";
import { useClock } from "@/hooks/browser/use-now";
import { actionOf, primaryStep } from "@/lib/board/model/steps";
import type { BoardOrder, OrderActionName } from "@/lib/orders/model/schema";
import { PREP_MINUTES } from "@/lib/orders/model/terms";
import { minutesIfAccepted } from "@/lib/orders/model/told-time";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";
import { TicketPromise } from "./ticket-promise";

export interface TicketActionsProps {
  order: BoardOrder;
  allowed: readonly OrderActionName[];
  minutes: number | null;
  pending: OrderActionName | undefined;
  handlers: TicketHandlers;
}

export function TicketActions({ order, allowed, minutes: chosen, pending, handlers }: TicketActionsProps) {
  const t = useTranslations("partner.action");
  const step = primaryStep(order, allowed);
  const code = shortCode(order.order_code);
  const named = (action: string) => t("for_order", { action, code });
  const accepts = step === "accept";
  const minutesAt = useCallback(
    (now: number) => (accepts ? minutesIfAccepted(order, chosen, now) : 0),
    [accepts, order, chosen],
  );
  const minutes = useClock(minutesAt, useStore().renderedAt);
  return (
    <div className={accepts ? "ticket-actions ticket-actions-new" : "ticket-actions"}>
      {accepts && (
        <NumberStepper
          value={minutes}
          onValueChange={(next) => handlers.setMinutes(order.id, next)}
          label={t("minutes", { code })}
          minimum={PREP_MINUTES.minimum}
          maximum={PREP_MINUTES.maximum}
          step={PREP_MINUTES.step}
          shows="step"
          format={(value) => t("minutes_value", { minutes: value })}
        />
      )}
      {step !== null && (
        <Button
          variant="go"
          className="ticket-go"
          pending={pending === step}
          aria-label={named(t(step, { minutes }))}
          onClick={() => handlers.change(order, actionOf(step, chosen))}
        >
          {accepts ? (
            <span className="ticket-accept">
              <span>{t("accept_now")}</span>
              <TicketPromise order={order} chosen={chosen} minutes={minutes} />
            </span>
          ) : (
            t(step, { minutes })
          )}
        </Button>
      )}
      {step === "ready" && allowed.includes("delay") && (
        <Button
          pending={pending === "delay"}
          aria-label={named(t("delay"))}
          onClick={() => handlers.askDelay(order)}
        >
          {t("delay")}
        </Button>
      )}
      {allowed.includes("recall") && (
        <Button
          pending={pending === "recall"}
          title={t("recall_hint")}
          aria-label={named(t("recall"))}
          onClick={() => handlers.change(order, { name: "recall" })}
        >
          {t("recall")}
        </Button>
      )}
    </div>
  );
}
