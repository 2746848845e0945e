"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { DropPrice } from "@/components/dispatch/drop-price";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import type { DraggedCode } from "@/hooks/dispatch/use-drag-code";
import { firstName } from "@/lib/text/first-name";

interface DragChipProps {
  chip: RefObject<HTMLDivElement | null>;
  dragged: DraggedCode | null;
}

/** The code under the pointer, and what the drop would cost before it is let go. */
export function DragChip({ chip, dragged }: DragChipProps) {
  const t = useTranslations("dispatch.screen.price");
  const { orders, riders } = useDispatchScreen();
  const order = orders.find(({ id }) => id === dragged?.orderId);
  const rider = riders.find(({ id }) => id === dragged?.riderId);
  return (
    <div ref={chip} className="dispatch-drag" hidden={order === undefined}>
      {order !== undefined && (
        <>
          <span className="dispatch-chip" translate="no">
            {shortCode(order.order_code)}
          </span>
          <div className="dispatch-tip">
            {rider === undefined ? (
              <p>{t("onto")}</p>
            ) : (
              <>
                <p>
                  <b>{`${t("title", { rider: firstName(rider.name) })} `}</b>
                  <DropPrice order={order} rider={rider} />
                </p>
                <p className="dispatch-by">{t("after")}</p>
              </>
            )}
          </div>
        </>
      )}
    </div>
  );
}
