import { useTranslations } from "next-intl";
import { lazy, memo, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { actionOf, primaryStep } from "@/lib/board/model/steps";
import type { BoardOrder, OrderActionName } from "@/lib/orders/model/schema";
import { PREP_MINUTES } from "@/lib/orders/model/terms";
import { loadTicketMenu } from "./load-ticket-menu";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";

const TicketMenu = lazy(loadTicketMenu);

type MenuProps = Pick<TicketActionsProps, "order" | "allowed" | "handlers">;

/** Not rendered again without need: an update before its code has come would replace a button that may have been pressed. */
const DeferredMenu = memo(
  (props: MenuProps) => (
    <Suspense fallback={<span className="button button-ghost button-icon" />}>
      <TicketMenu {...props} />
    </Suspense>
  ),
  (before, now) =>
    before.order === now.order &&
    before.handlers === now.handlers &&
    before.allowed.join() === now.allowed.join(),
);

export interface TicketActionsProps {
  order: BoardOrder;
  allowed: readonly OrderActionName[];
  minutes: number;
  pending: OrderActionName | undefined;
  handlers: TicketHandlers;
}

export function TicketActions({ order, allowed, minutes, pending, handlers }: TicketActionsProps) {
  const t = useTranslations("partner.action");
  const step = primaryStep(order, allowed);
  const code = shortCode(order.order_code);
  const named = (action: string) => t("for_order", { action, code });
  const accepts = step === "accept";
  return (
    <div className="ticket-actions">
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
          onClick={() => handlers.change(order, actionOf(step, minutes))}
        >
          {t(step, { minutes })}
        </Button>
      )}
      {allowed.includes("decline") && (
        <Button
          pending={pending === "decline"}
          aria-label={named(t("decline"))}
          onClick={() => handlers.askReason(order)}
        >
          {t("decline")}
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
      {!accepts && <DeferredMenu order={order} allowed={allowed} handlers={handlers} />}
    </div>
  );
}
