"use client";

import { useTranslations } from "next-intl";
import { useOpenCount } from "@/hooks/stores/use-open-count";
import type { Tenant } from "@/lib/stores/model/schema";

export interface OpenCountProps {
  stores: readonly Tenant[];
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
}

/** Says how many kitchens are open, and follows them. */
export function OpenCount({ stores, renderedAt }: OpenCountProps) {
  const t = useTranslations("shop.list");
  return <span>{t("title", { count: useOpenCount(stores, renderedAt) })}</span>;
}
