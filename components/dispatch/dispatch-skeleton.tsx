import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/dispatch/dispatch.css";

const ORDERS = ["a", "b", "c", "d", "e", "f"];
const RIDERS = ["a", "b", "c"];

export function DispatchSkeleton() {
  const t = useTranslations("dispatch");
  return (
    <div className="dispatch" aria-busy="true" data-tab="orders">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <div className="dispatch-bar">
        <Skeleton className="h-9 w-40" />
      </div>
      <div className="dispatch-panes">
        <div className="dispatch-orders pt-3">
          {ORDERS.map((order) => (
            <Skeleton key={order} className="h-18 flex-none" />
          ))}
        </div>
        <div className="dispatch-fleet pt-3">
          {RIDERS.map((rider) => (
            <Skeleton key={rider} className="h-16 flex-none" />
          ))}
        </div>
      </div>
    </div>
  );
}
