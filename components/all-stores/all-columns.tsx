"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useContext, useMemo, useState } from "react";
import { OrderTicket } from "@/components/board/ticket/order-ticket";
import type { TicketHandlers } from "@/components/board/ticket/ticket-handlers";
import { AllBoardsContext, type OneOfAll } from "@/hooks/board/all-boards-context";
import { StoreContext } from "@/hooks/board/store-context";
import { COLUMNS, type Column, toColumns } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";

const OPEN_COLUMNS = COLUMNS.filter((column): column is Exclude<Column, "done"> => column !== "done");

function StoreTicket({ one, order }: { one: OneOfAll; order: BoardOrder }) {
  const router = useRouter();
  const { actions, view } = one;
  const { change, dismiss, kept } = actions;
  const [minutes, setMinutes] = useState<number | null>(null);
  const home = `/partner/${view.tenant.slug}`;
  const handlers = useMemo<TicketHandlers>(() => {
    // What needs a dialog is done on the store's own board.
    const toBoard = () => router.push(home);
    return {
      change: (about, action) => void change(about, action),
      setMinutes: (_, value) => setMinutes(value),
      askReason: toBoard,
      askDelay: toBoard,
      askSoldOut: toBoard,
      dismiss,
      discard: (press) => kept.discard(press.key),
      confirm: (press) => void kept.confirm(press.key),
      focused: () => undefined,
      leaves: () => undefined,
    };
  }, [change, dismiss, kept, router, home]);
  return (
    <StoreContext value={view}>
      <p className="all-store">
        <bdi>{view.tenant.name}</bdi>
      </p>
      <OrderTicket
        order={order}
        minutes={minutes}
        isTabStop
        settles={false}
        pending={actions.pending.get(order.id)}
        problem={actions.problems.get(order.id)}
        waiting={actions.waiting.get(order.id)}
        handlers={handlers}
      />
    </StoreContext>
  );
}

/** The open orders of all stores around it, by column and time, each with the name of its store. */
export function AllColumns() {
  const t = useTranslations("partner");
  const all = useContext(AllBoardsContext);
  const byOrder = new Map(all.flatMap((one) => one.board.orders.map((order) => [order.id, one] as const)));
  // Finished orders are not shown, so the day plays no part.
  const columns = toColumns(
    all.flatMap(({ board }) => board.orders),
    "",
  );
  return (
    <div className="all-columns">
      {OPEN_COLUMNS.map((column) => (
        <section key={column} aria-label={t(`column.${column}`)} data-stage={column}>
          <h2 className="text-xl">{`${t(`column.${column}`)} · ${columns[column].length}`}</h2>
          {columns[column].length === 0 && <p className="text-soft">{t("all.none")}</p>}
          <ul>
            {columns[column].map((order) => {
              const one = byOrder.get(order.id);
              return <li key={order.id}>{one !== undefined && <StoreTicket one={one} order={order} />}</li>;
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
