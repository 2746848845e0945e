"use client";

import { useTranslations } from "next-intl";
import type { DispatchRider } from "@/lib/dispatch/model/dispatch-view";
import { initialsOf } from "@/lib/dispatch/model/screen/initials";

interface RiderMarkProps {
  rider: DispatchRider;
  isTarget: boolean;
}

/** Hollow: no food yet. Filled: with how many orders. A code can be dropped on it. */
export function RiderMark({ rider, isTarget }: RiderMarkProps) {
  const t = useTranslations("dispatch.screen.rider");
  return (
    <span
      className="dispatch-rider-mark"
      data-rider={rider.id}
      data-carries={rider.carries > 0 || undefined}
      data-target={isTarget || undefined}
    >
      <span aria-hidden="true">{initialsOf(rider.name)}</span>
      {rider.carries > 0 && <i aria-hidden="true">{rider.carries}</i>}
      <span className="sr-only">{t("carries", { count: rider.carries })}</span>
    </span>
  );
}
