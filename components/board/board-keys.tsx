"use client";

import { type RefObject, useEffect, useRef } from "react";
import { loadChangedItems } from "@/components/board/ticket/load-changed-items";
import type { Kitchen } from "@/hooks/board/kitchen-context";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useBoardKeys } from "@/hooks/board/use-board-keys";
import type { TicketFocus } from "@/hooks/board/use-ticket-focus";
import type { Command } from "@/lib/board/client/keyboard";
import { type Lanes, neighbour, nthTicket } from "@/lib/board/client/moves";
import type { Layout } from "@/lib/board/client/selection";
import { acknowledgementOf } from "@/lib/board/model/line-changes";
import { actionOf, primaryStep, stepMinutes } from "@/lib/board/model/steps";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { nextSteps } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { minutesIfAccepted } from "@/lib/orders/model/told-time";
import { serverNow } from "@/lib/realtime/client/server-clock";

export interface BoardKeysProps {
  board: RefObject<HTMLElement | null>;
  layout: Layout;
  kitchen: Kitchen;
  /** The lanes of each column, from left to right. */
  lanes: readonly Lanes[];
  tickets: TicketFocus;
  hasSingleKeys: boolean;
  /** Null when nobody has chosen any. */
  minutesOf: (order: BoardOrder) => number | null;
  setMinutes: (orderId: string, minutes: number) => void;
  press: (order: BoardOrder, action: OrderAction) => void;
  askDelay: (order: BoardOrder) => void;
  undoLast: RefObject<() => void>;
  searchInput: RefObject<HTMLInputElement | null>;
  onHelp: () => void;
}

/** Loads after the page. */
export function BoardKeys({
  board: root,
  layout,
  kitchen,
  lanes,
  tickets,
  hasSingleKeys,
  minutesOf,
  setMinutes,
  press,
  askDelay,
  undoLast,
  searchInput,
  onHelp,
}: BoardKeysProps) {
  const { roles } = useStore();
  const { board, alarm } = useLiveBoard();
  const { tabStop, focus, wasJustHandedOn } = tickets;
  const lastOnTicket = useRef<Command["name"]>(null);

  function runOnTicket(command: Command, order: BoardOrder): boolean {
    const allowed = roles.flatMap((role) => nextSteps(order, role));
    const isRepeated = command.name === "next_step" || command.name === lastOnTicket.current;
    lastOnTicket.current = command.name;
    // A repeated key was meant for the ticket that had the focus before.
    if (isRepeated && wasJustHandedOn(order.id)) return true;
    switch (command.name) {
      case "next_step": {
        const step = primaryStep(order, allowed);
        if (step !== null) press(order, actionOf(step, minutesOf(order)));
        return true;
      }
      case "minutes":
        if (allowed.includes("accept")) {
          const shown = minutesIfAccepted(order, minutesOf(order), serverNow());
          setMinutes(order.id, stepMinutes(shown, command.by));
        }
        return true;
      case "delay":
        if (allowed.includes("delay")) askDelay(order);
        return true;
      case "recall":
        if (allowed.includes("recall")) press(order, { name: "recall" });
        return true;
      case "acknowledge_lines": {
        const action = acknowledgementOf(order, kitchen);
        if (action !== null && roles.includes("partner")) press(order, action);
        return true;
      }
      default:
        return false;
    }
  }

  function run(command: Command, orderId: string | null): boolean {
    switch (command.name) {
      case "move":
        focus(orderId === null ? tabStop : neighbour(lanes.flat(), orderId, command.direction));
        return true;
      case "select":
        focus(nthTicket(layout, orderId, command.n));
        return true;
      case "silence":
        alarm.silence();
        return true;
      case "undo":
        undoLast.current();
        return true;
      case "search":
        searchInput.current?.focus();
        return true;
      case "help":
        onHelp();
        return true;
      default: {
        const order = board.orders.find((one) => one.id === orderId);
        return order !== undefined && runOnTicket(command, order);
      }
    }
  }
  useBoardKeys(root, hasSingleKeys, run);
  useEffect(() => {
    // A line can change while the connection is too slow for its code.
    void loadChangedItems();
  }, []);
  return null;
}
