"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Banner } from "@/components/ui/feedback/banner";
import type { Tenant } from "@/lib/stores/model/schema";
import { notTaking } from "@/lib/stores/model/status/not-taking";
import type { StoreStatus } from "@/lib/stores/model/status/schema";

export interface NotTakingOrdersProps {
  store: Pick<Tenant, "name" | "time_zone">;
  status: StoreStatus;
  /** The server's time (ms), by which an opening is today or later. */
  now: number;
  className?: string;
  ref?: Ref<HTMLDivElement>;
}

/** Says why a store takes no orders, and when it does again. */
export function NotTakingOrders({ store, status, now, className, ref }: NotTakingOrdersProps) {
  const t = useTranslations("states");
  const { state, values } = notTaking(store, status, now);
  return (
    <Banner ref={ref} tabIndex={-1} tone="warn" title={t(`${state}.happened`, values)} className={className}>
      {t(`${state}.todo`, values)}
    </Banner>
  );
}
