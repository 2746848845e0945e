"use client";

import type { ReactNode } from "react";
import type { StoreView } from "@/hooks/board/store-context";
import type { Board } from "@/lib/orders/model/schema";
import { AllColumns } from "./all-columns";
import { StoreFeed } from "./store-feed";
import "@/components/board/board.css";
import "@/components/board/ticket/order-ticket.css";
import "./all-boards.css";

interface AllBoardsProps {
  stores: readonly { view: StoreView; board: Board }[];
}

export function AllBoards({ stores }: AllBoardsProps) {
  // One part around the other, because each store needs hooks of its own.
  return stores.reduceRight<ReactNode>(
    (inner, { view, board }) => (
      <StoreFeed key={view.tenant.id} view={view} board={board}>
        {inner}
      </StoreFeed>
    ),
    <AllColumns />,
  );
}
