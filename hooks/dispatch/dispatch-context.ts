"use client";

import { createContext, useContext } from "react";
import type { DispatchOrder, DispatchRider, DispatchStore } from "@/lib/dispatch/model/dispatch-view";
import type { Dispatcher } from "./use-dispatcher";

export interface DispatchScope {
  /** The store whose orders are dispatched; null: all fleets, for admins. */
  readonly store: { readonly id: string; readonly slug: string } | null;
  /** Of the times beside no order. */
  readonly timeZone: string;
  /** False for the staff of a store whose orders are brought by the platform's riders alone: they see what is decided. */
  readonly mayAct: boolean;
}

export interface DispatchScreenState {
  readonly scope: DispatchScope;
  /** The server's time (ms) when it rendered the page. */
  readonly renderedAt: number;
  readonly orders: readonly DispatchOrder[];
  readonly riders: readonly DispatchRider[];
  readonly stores: readonly DispatchStore[];
  readonly dispatcher: Dispatcher;
  /** The order whose reasons are shown. */
  readonly open: string | null;
  /** Orders that are given together. */
  readonly ticked: ReadonlySet<string>;
  setOpen(orderId: string | null): void;
  tick(orderId: string): void;
  ask(asked: AskedDispatch): void;
}

/** What a dialog asks about. */
export type AskedDispatch =
  | { readonly kind: "give"; readonly orderIds: readonly string[]; readonly riderId: string | null }
  | { readonly kind: "release"; readonly orderIds: readonly string[] }
  | { readonly kind: "recall"; readonly orderId: string }
  | { readonly kind: "mode" }
  | { readonly kind: "keys" };

export const DispatchContext = createContext<DispatchScreenState | null>(null);

export function useDispatchScreen(): DispatchScreenState {
  const state = useContext(DispatchContext);
  if (state === null) throw new Error("useDispatchScreen needs a DispatchScreen above it");
  return state;
}
