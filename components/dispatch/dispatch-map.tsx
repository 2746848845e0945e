"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { RiderMark } from "@/components/dispatch/rider-mark";
import { TownMap } from "@/components/map/town-map";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { useDispatchWords } from "@/hooks/dispatch/use-dispatch-words";
import type { ListedOrder } from "@/hooks/dispatch/use-sorted-orders";
import type { MapMarker, MapRoute } from "@/hooks/map/map-content";
import type { DispatchOrder, DispatchRider } from "@/lib/dispatch/model/dispatch-view";
import { legsOf } from "@/lib/dispatch/model/screen/legs";
import type { Urgency } from "@/lib/dispatch/model/screen/risk";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import { firstName } from "@/lib/text/first-name";

const SIGNS: Record<Urgency, string> = { calm: "", soon: "◆", late: "▲" };
const ALL = "all";

interface DispatchMapProps {
  listed: readonly ListedOrder[];
  target: string | null;
}

/** Loads after the page. The lists say in words whatever it shows. */
export function DispatchMap({ listed, target }: DispatchMapProps) {
  const t = useTranslations("dispatch.screen");
  const words = useDispatchWords();
  const { riders, open, setOpen } = useDispatchScreen();

  const stores = new Map(listed.map(({ order }) => [order.tenant_id, order]));
  const markers = [
    ...[...stores.values()].flatMap(storeMarker),
    ...listed.flatMap(({ order, urgency }): MapMarker[] =>
      order.door_place === null
        ? []
        : [
            {
              id: `door ${order.id}`,
              place: order.door_place,
              kind: "door",
              label: t("map.door", { code: order.order_code, whose: words.whose(order, riders) }),
              isSelected: order.id === open,
              onPress: () => setOpen(order.id === open ? null : order.id),
              children: (
                <span
                  className="dispatch-pin"
                  data-urgency={urgency}
                  data-open={order.id === open || undefined}
                >
                  {`${SIGNS[urgency]} ${shortCode(order.order_code)}`.trim()}
                </span>
              ),
            },
          ],
    ),
    ...riders.flatMap((rider): MapMarker[] => {
      if (rider.position === null) return [];
      const { lat, lng } = rider.position;
      return [
        {
          id: `rider ${rider.id}`,
          place: { lat, lng },
          kind: "rider",
          label: `${rider.name}, ${t("rider.carries", { count: rider.carries })}`,
          caption: firstName(rider.name),
          children: <RiderMark rider={rider} isTarget={rider.id === target} />,
        },
      ];
    }),
  ];
  const chosen = listed.find(({ order }) => order.id === open)?.order;
  const routes = useRoutes(chosen, riders);
  return (
    <TownMap
      className="dispatch-town h-full"
      label={t("map.label")}
      markers={markers}
      routes={routes}
      fitKey={open ?? ALL}
      isInPage={false}
      {...(routes.length > 0 && { fit: routes.flatMap(({ line }) => line) })}
    >
      <p className="dispatch-legend">
        <span>
          <i aria-hidden="true" />
          <span>{t("map.no_food")}</span>
        </span>
        <span>
          <i aria-hidden="true" data-carries="" />
          <span>{t("map.with_food")}</span>
        </span>
      </p>
    </TownMap>
  );
}

function storeMarker({ tenant_id, tenant_name, store_place }: DispatchOrder): MapMarker[] {
  if (store_place === null) return [];
  return [
    { id: `store ${tenant_id}`, place: store_place, kind: "store", label: tenant_name, caption: tenant_name },
  ];
}

/** The way of the chosen order: dotted to the food, solid with it. */
function useRoutes(order: DispatchOrder | undefined, riders: readonly DispatchRider[]): readonly MapRoute[] {
  const legs = order === undefined ? [] : legsOf(order, riders);
  const key = JSON.stringify(legs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all that the legs say
  return useMemo(
    () =>
      legs.map(({ from, to, hasFood }, index) => ({
        id: String(index),
        line: roadRoute(from, to),
        kind: hasFood ? "chosen" : "ahead",
      })),
    [key],
  );
}
