import type { Result } from "@/lib/commands/result";

/** What an order's way would cost with another rider. */
export interface DropPrice {
  /** ISO 8601; null: this rider cannot bring it in time to be planned. */
  door_at: string | null;
  /** In words: why it costs that, or why it cannot be. */
  sentence: string;
}

export interface DispatchCommands {
  /** Null: to nobody, so that the next plan decides. */
  assign(orderIds: readonly string[], riderId: string | null, reason: string): Promise<Result<unknown>>;
  recall(offerId: string): Promise<Result<unknown>>;
  pin(orderId: string, riderId: string | null): Promise<Result<unknown>>;
  price(orderId: string, riderId: string): Promise<Result<DropPrice>>;
}
