"use client";

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
  const [first, ...others] = stores;
  if (first === undefined) return <AllColumns />;
  return (
    <StoreFeed key={first.view.tenant.id} view={first.view} board={first.board}>
      <AllBoards stores={others} />
    </StoreFeed>
  );
}
