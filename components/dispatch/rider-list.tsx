"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { RiderMark } from "@/components/dispatch/rider-mark";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { useNow } from "@/hooks/browser/use-now";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import type { DispatchRider } from "@/lib/dispatch/model/dispatch-view";
import { firstName } from "@/lib/text/first-name";

/** Older than this, a place is said in minutes (s). */
const OLD_SECONDS = 60;
const NUMBERED = 9;

interface RiderListProps {
  /** The rider under a code that is dragged. */
  target: string | null;
  /** The orders that a press on Give gives: those ticked, or else the open one. */
  given: readonly string[];
}

export function RiderList({ target, given }: RiderListProps) {
  const t = useTranslations("dispatch.screen.rider");
  const { riders } = useDispatchScreen();
  if (riders.length === 0)
    return (
      <EmptyState heading="h3" title={t("none_title")}>
        {t("none_body")}
      </EmptyState>
    );
  return (
    <ul className="dispatch-riders">
      {riders.map((rider, index) => (
        <RiderRow
          key={rider.id}
          rider={rider}
          n={index < NUMBERED ? index + 1 : null}
          isTarget={target === rider.id}
          given={given}
        />
      ))}
    </ul>
  );
}

interface RiderRowProps {
  rider: DispatchRider;
  n: number | null;
  isTarget: boolean;
  given: readonly string[];
}

function RiderRow({ rider, n, isTarget, given }: RiderRowProps) {
  const t = useTranslations("dispatch.screen");
  const { orders, ask } = useDispatchScreen();
  const [next, ...more] = rider.stops;
  const codes = orders.filter(({ id }) => given.includes(id)).map(({ order_code }) => order_code);
  return (
    <li data-rider={rider.id} data-target={isTarget || undefined}>
      <RiderMark rider={rider} isTarget={false} />
      <div>
        <p className="dispatch-rider-name">
          <b translate="no" title={rider.name}>
            {rider.name}
          </b>
          <span>{t(`rider.vehicle.${rider.vehicle}`)}</span>
        </p>
        <p>
          {next === undefined ? (
            <span>{t(rider.has_offer ? "rider.offered" : "rider.free")}</span>
          ) : (
            <span>{t(`rider.stop.${next.kind}`, { code: shortCode(next.order_code), name: next.name })}</span>
          )}
          {more.length > 0 && <span>{t("rider.more_stops", { count: more.length })}</span>}
        </p>
        <p className="dispatch-seen">
          <Seen rider={rider} />
        </p>
      </div>
      {codes.length > 0 && (
        <Button onClick={() => ask({ kind: "give", orderIds: given, riderId: rider.id })}>
          <span>{t("why.give")}</span>
          <span className="sr-only">
            {` ${t("why.give_what", { code: codes.join(", "), rider: firstName(rider.name) })} `}
          </span>
          {n !== null && <Kbd>{n}</Kbd>}
        </Button>
      )}
    </li>
  );
}

function Seen({ rider }: { rider: DispatchRider }) {
  const t = useTranslations("dispatch.screen.rider");
  const { renderedAt } = useDispatchScreen();
  const at = rider.position === null ? null : Date.parse(rider.position.at);
  const now = useNow(renderedAt);
  const words = useCallback(
    (seconds: number) =>
      seconds < OLD_SECONDS
        ? t("seen", { seconds })
        : t("seen_minutes", { minutes: Math.floor(seconds / 60) }),
    [t],
  );
  if (at === null) return <span>{t("never_seen")}</span>;
  return <span>{words(Math.max(0, Math.floor((now - at) / 1_000)))}</span>;
}
