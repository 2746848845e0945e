import { useTranslations } from "next-intl";
import { TicketViewers } from "@/components/board/presence/ticket-viewers";
import { TicketUnread } from "@/components/chat/ticket-unread";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem, MenuLink, MenuSeparator } from "@/components/ui/overlay/menu-item";
import { useStore } from "@/hooks/board/store-context";
import { askToChat } from "@/hooks/chat/chat-request";
import { askToPrint } from "@/hooks/printing/print-request";
import type { BoardOrder, OrderActionName } from "@/lib/orders/model/schema";
import { DELAY_MINUTES } from "@/lib/orders/model/terms";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";

interface TicketMenuProps {
  order: BoardOrder;
  allowed: readonly OrderActionName[];
  handlers: TicketHandlers;
}

/** With what else comes after the page into the head of a ticket. */
export function TicketMenu({ order, allowed, handlers }: TicketMenuProps) {
  const t = useTranslations("partner");
  const print = useTranslations("printing.board");
  const chat = useTranslations("chat");
  const { tenant, roles } = useStore();
  const isPreparing = order.order_status === "Preparing";
  return (
    <>
      <Menu
        label={null}
        aria-label={t("ticket.more", { code: shortCode(order.order_code) })}
        variant="ghost"
        align="start"
        className="ticket-sheet"
      >
        {allowed.includes("delay") && (
          <>
            {DELAY_MINUTES.map((minutes) => (
              <MenuItem
                key={minutes}
                onSelect={() => handlers.change(order, { name: "delay", minutes, note: "" })}
              >
                {t("action.delay_by", { minutes })}
              </MenuItem>
            ))}
            <MenuItem onSelect={() => handlers.askDelay(order)}>{t("action.delay_note")}</MenuItem>
            <MenuSeparator />
          </>
        )}
        {isPreparing && order.ready_at === null && allowed.includes("hand_over") && (
          <MenuItem onSelect={() => handlers.change(order, { name: "hand_over" })}>
            {t("action.hand_over_now")}
          </MenuItem>
        )}
        {/* The store's staff may delay an order, and the same people may mark its dishes as sold out. */}
        {allowed.includes("delay") && (
          <MenuItem onSelect={() => handlers.askSoldOut(order)}>{t("action.mark_unavailable")}</MenuItem>
        )}
        {roles.includes("partner") && (
          <MenuItem onSelect={() => askToChat(order.id)}>{chat("title")}</MenuItem>
        )}
        <MenuItem onSelect={() => askToPrint(order.id)}>{print("menu")}</MenuItem>
        <MenuLink href={`/partner/${tenant.slug}/history/${order.id}`} prefetch={false}>
          {t("ticket.open")}
        </MenuLink>
        {allowed.includes("cancel") && (
          <>
            <MenuSeparator />
            <MenuItem danger onSelect={() => handlers.askReason(order)}>
              {t("action.cancel")}
            </MenuItem>
          </>
        )}
      </Menu>
      <TicketUnread order={order} />
      <TicketViewers orderId={order.id} />
    </>
  );
}
