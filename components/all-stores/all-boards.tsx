"use client";

import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";
import type { StoreView } from "@/hooks/board/store-context";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import type { Board } from "@/lib/orders/model/schema";
import type { OwnStore } from "@/lib/stores/model/own-stores";
import { AllColumns } from "./all-columns";
import { StoreFeed } from "./store-feed";
import { WaitingStores } from "./waiting-stores";
import "@/components/board/board.css";
import "@/components/board/ticket/order-ticket.css";
import "./all-boards.css";

const AllDesks = lazy(later(async () => (await import("./all-desks")).AllDesks));

interface AllBoardsProps {
  /** All stores of the person, also those that are not shown, with the orders that wait there. */
  own: readonly OwnStore[];
  stores: readonly { view: StoreView; board: Board }[];
}

export function AllBoards({ own, stores }: AllBoardsProps) {
  const isHydrated = useHydrated();
  // One part around the other, because each store needs hooks of its own.
  const [first, ...others] = stores;
  if (first === undefined)
    return (
      <>
        <WaitingStores fromServer={own} />
        <AllColumns />
        {isHydrated && (
          <Suspense fallback={null}>
            <AllDesks />
          </Suspense>
        )}
      </>
    );
  return (
    <StoreFeed key={first.view.tenant.id} view={first.view} board={first.board}>
      <AllBoards own={own} stores={others} />
    </StoreFeed>
  );
}
