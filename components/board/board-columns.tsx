"use client";

import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { BoardColumn } from "@/components/board/board-column";
import { BoardEmpty } from "@/components/board/board-empty";
import { DoneLine } from "@/components/board/ticket/done-line";
import { OrderTicket, type OrderTicketProps } from "@/components/board/ticket/order-ticket";
import type { Arrange } from "@/components/board/undo/step-undo";
import { COLUMNS, type Column, type Columns } from "@/lib/board/model/columns";
import type { SlotColumn } from "@/lib/board/model/slots/allot-slots";
import { inSlots, type Places } from "@/lib/board/model/slots/place-tickets";
import type { BoardOrder } from "@/lib/orders/model/schema";

interface BoardColumnsProps {
  all: Columns;
  shown: Columns;
  chosen: Column;
  /** No station has an order. */
  isEmpty: boolean;
  isSearching: boolean;
  isCollapsed: (column: Column) => boolean;
  toggle: (column: Column) => void;
  arrange: Arrange;
  slots: Readonly<Record<SlotColumn, number>>;
  placed: Readonly<Record<SlotColumn, Places>>;
  ticket: (order: BoardOrder) => OrderTicketProps;
  /** Shown while there are no orders and the connection is live. */
  empty: ReactNode;
}

export function BoardColumns(props: BoardColumnsProps) {
  const {
    all,
    shown,
    chosen,
    isEmpty,
    isSearching,
    isCollapsed,
    toggle,
    arrange,
    slots,
    placed,
    ticket,
    empty,
  } = props;
  const t = useTranslations("partner.column");

  function content(column: Column) {
    const orders = shown[column];
    const tickets = arrange(
      column,
      orders.map((order) =>
        column === "done" ? (
          <DoneLine key={order.id} order={order} />
        ) : (
          <OrderTicket key={order.id} {...ticket(order)} />
        ),
      ),
    );
    if (tickets.length > 0) return column === "done" ? tickets : lanes(column, tickets);
    if (isEmpty && column === "new") return <BoardEmpty live={empty} />;
    return <p className="board-column-empty">{t(isSearching ? "nothing_found" : `empty_${column}`)}</p>;
  }

  function lanes(column: SlotColumn, tickets: ReactElement[]) {
    return inSlots(tickets, placed[column], slots[column], ({ key }) => key ?? "").map((lane, slot) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
      <div key={slot} className="board-lane">
        {lane}
      </div>
    ));
  }

  return (
    <div className="board-columns">
      {COLUMNS.map((column) => (
        <BoardColumn
          key={column}
          column={column}
          shown={shown[column]}
          total={all[column].length}
          slots={column === "done" ? 1 : slots[column]}
          isCollapsed={isCollapsed(column)}
          onToggle={column === "new" ? null : () => toggle(column)}
          isChosen={column === chosen}
        >
          {content(column)}
        </BoardColumn>
      ))}
    </div>
  );
}
