"use client";

import { KeysDialog } from "@/components/board/keys-dialog";
import { ScreenDialog } from "@/components/board/kitchen/screen-dialog";
import { DelayDialog } from "@/components/board/ticket/delay-dialog";
import { ReasonDialog } from "@/components/board/ticket/reason-dialog";
import { SoldOutDialog } from "@/components/board/ticket/sold-out-dialog";
import type { OrderActions } from "@/hooks/board/use-order-actions";
import type { useScreen } from "@/hooks/board/use-screen";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";

/** What a person has opened. */
export type Asked =
  | { kind: "reason" | "delay" | "sold_out"; orderId: string }
  | { kind: "keys" }
  | { kind: "screen" };

interface BoardDialogsProps {
  asked: Asked;
  orders: readonly BoardOrder[];
  screen: ReturnType<typeof useScreen>;
  hasSingleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
  send: OrderActions["change"];
  onClose: () => void;
}

/** Loads after the page. */
export function BoardDialogs(props: BoardDialogsProps) {
  const { asked, orders, screen, hasSingleKeys, onSingleKeys, send, onClose } = props;
  if (asked.kind === "keys")
    return <KeysDialog hasSingleKeys={hasSingleKeys} onSingleKeys={onSingleKeys} onClose={onClose} />;
  if (asked.kind === "screen") return <ScreenDialog screen={screen} onClose={onClose} />;
  const order = orders.find(({ id }) => id === asked.orderId);
  if (order === undefined) return null;
  const onSend = (of: BoardOrder, action: OrderAction) => {
    onClose();
    return send(of, action);
  };
  if (asked.kind === "reason") return <ReasonDialog order={order} onClose={onClose} onSend={onSend} />;
  if (asked.kind === "delay") return <DelayDialog order={order} onClose={onClose} onSend={onSend} />;
  return <SoldOutDialog order={order} onClose={onClose} onSend={onSend} />;
}
