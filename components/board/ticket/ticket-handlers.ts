import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** What a ticket can ask of the board; the same functions for as long as the board is open. */
export interface TicketHandlers {
  change: (order: BoardOrder, action: OrderAction) => void;
  setMinutes: (orderId: string, minutes: number) => void;
  /** Declining before the order is accepted, cancelling afterwards. */
  askReason: (order: BoardOrder) => void;
  askDelay: (order: BoardOrder) => void;
  dismiss: (orderId: string) => void;
  focused: (orderId: string) => void;
  /** The ticket is being taken off its column with the focus in it. */
  leaves: (orderId: string) => void;
}
