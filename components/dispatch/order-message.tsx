"use client";

import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useContext } from "react";
import { UnreadBadge } from "@/components/chat/chat-panel";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { StoreContext } from "@/hooks/board/store-context";
import { askToChat } from "@/hooks/chat/chat-request";
import type { DispatchOrder } from "@/lib/dispatch/model/dispatch-view";

/**
 * Opens the chats of an order, of which the staff of its store are members: the frame around the store's pages shows them. An
 * admin is none, and reads them on a page of their own, with a reason.
 */
export function OrderMessage({ order: { id, order_code: code, rider_id: rider } }: { order: DispatchOrder }) {
  const t = useTranslations("chat");
  const admins = useTranslations("dispatch.screen.act");
  const isMember = useContext(StoreContext)?.roles.includes("partner") ?? false;
  return (
    <div className="dispatch-actions">
      {isMember ? (
        <Button onClick={() => askToChat(id, rider === null ? null : "store_rider")}>
          <MessageSquare aria-hidden="true" />
          <span>{t("open")}</span>
          <UnreadBadge orderId={id} />
        </Button>
      ) : (
        <ButtonLink
          href={`/admin/chats/${id}`}
          prefetch={false}
          aria-label={admins("read_chats_of", { code })}
        >
          <MessageSquare aria-hidden="true" />
          <span>{admins("read_chats")}</span>
        </ButtonLink>
      )}
    </div>
  );
}
