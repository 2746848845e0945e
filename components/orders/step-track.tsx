import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { STEPS, stepOf, TOTAL_STEPS } from "@/lib/orders/model/lifecycle";
import type { OrderSummary } from "@/lib/orders/model/schema";

export interface StepTrackProps {
  order: Pick<OrderSummary, "order_status" | "ready_at">;
}

export function StepTrack({ order }: StepTrackProps) {
  const t = useTranslations("orders");
  const status = useTranslations("status");
  const current = stepOf(order);
  return (
    <ol aria-label={t("progress")} className="grid grid-cols-5 gap-1.5">
      {STEPS.map((name, index) => {
        const position = index + 1;
        const isCurrent = position === current;
        return (
          <li key={name} aria-current={isCurrent ? "step" : undefined} className="min-w-0">
            <span
              aria-hidden="true"
              className={cn(
                "block h-2 rounded-full",
                position <= current ? "bg-stage" : "border border-edge",
                position < current && "opacity-45",
              )}
            />
            <span className="sr-only">
              {t("step_of", { step: position, total: TOTAL_STEPS, name: status(`step.${name}`) })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
