import type { Press } from "@/lib/board/client/press";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** Stable while the board is mounted. */
export interface TicketHandlers {
  change: (order: BoardOrder, action: OrderAction) => void;
  setMinutes: (orderId: string, minutes: number) => void;
  askReason: (order: BoardOrder) => void;
  askDelay: (order: BoardOrder) => void;
  askSoldOut: (order: BoardOrder) => void;
  dismiss: (orderId: string) => void;
  /** Gives up a press that waits to be sent. */
  discard: (press: Press) => void;
  /** Sends an old press, which is still meant. */
  confirm: (press: Press) => void;
  focused: (orderId: string) => void;
  leaves: (orderId: string) => void;
}
