"use client";

import { useQuery } from "@tanstack/react-query";
import type { AssignmentQuote } from "@/lib/dispatch/model/dispatching";
import type { DispatchCommands } from "./dispatch-commands";

/** A plan is as old as that until the next one (ms). */
const FRESH_MS = 10_000;

export type ShownPrice =
  | { state: "none" | "reading" | "failed" }
  | { state: "known"; price: AssignmentQuote };

/** Says what giving the order to the rider would cost, before it is given. */
export function useDropPrice(
  commands: DispatchCommands,
  orderId: string | null,
  riderId: string | null,
): ShownPrice {
  const isAsked = orderId !== null && riderId !== null;
  const { data, isError } = useQuery({
    queryKey: ["dispatch-price", orderId, riderId],
    queryFn: async () => {
      if (orderId === null || riderId === null) return null;
      const result = await commands.quote(orderId, riderId);
      if (!result.ok) throw new Error(result.message);
      return result.data;
    },
    enabled: isAsked,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    retry: false,
  });
  if (!isAsked) return { state: "none" };
  if (isError) return { state: "failed" };
  return data === undefined || data === null ? { state: "reading" } : { state: "known", price: data };
}
