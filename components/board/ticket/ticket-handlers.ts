import type { BoardOrder, OrderAction } from "@/lib/orders/model/schema";

/** Callbacks from a ticket to the board. They are stable while the board is mounted. */
export interface TicketHandlers {
  change: (order: BoardOrder, action: OrderAction) => void;
  setMinutes: (orderId: string, minutes: number) => void;
  /** Opens the reasons: to decline an order before it is accepted, to cancel it afterwards. */
  askReason: (order: BoardOrder) => void;
  askDelay: (order: BoardOrder) => void;
  dismiss: (orderId: string) => void;
  focused: (orderId: string) => void;
  /** Called when a ticket that holds the focus is removed from its column. */
  leaves: (orderId: string) => void;
}
