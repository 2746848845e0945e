"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BoardColumn } from "@/components/board/board-column";
import { BoardEmpty } from "@/components/board/board-empty";
import { DoneLine } from "@/components/board/ticket/done-line";
import { OrderTicket, type OrderTicketProps } from "@/components/board/ticket/order-ticket";
import type { Arrange } from "@/components/board/undo/step-undo";
import { countTickets } from "@/hooks/board/use-board-columns";
import { COLUMNS, type Column, type Columns } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";

interface BoardColumnsProps {
  all: Columns;
  shown: Columns;
  chosen: Column;
  isSearching: boolean;
  isCollapsed: (column: Column) => boolean;
  toggle: (column: Column) => void;
  arrange: Arrange;
  ticket: (order: BoardOrder) => OrderTicketProps;
  /** Shown while there are no orders and the connection is live. */
  empty: ReactNode;
}

export function BoardColumns(props: BoardColumnsProps) {
  const { all, shown, chosen, isSearching, isCollapsed, toggle, arrange, ticket, empty } = props;
  const t = useTranslations("partner.column");
  const isEmpty = countTickets(all) === 0;

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
    if (tickets.length > 0) return tickets;
    if (isEmpty && column === "new") return <BoardEmpty live={empty} />;
    return <p className="board-column-empty">{t(isSearching ? "nothing_found" : `empty_${column}`)}</p>;
  }

  return (
    <div className="board-columns">
      {COLUMNS.map((column) => (
        <BoardColumn
          key={column}
          column={column}
          shown={shown[column].length}
          total={all[column].length}
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
