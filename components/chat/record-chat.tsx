"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { useStore } from "@/hooks/board/store-context";
import type { OrderDetail } from "@/lib/orders/model/schema";

const StoreChatSheet = lazy(later(async () => (await import("./store-chat-sheet")).StoreChatSheet));

/** For the staff, on the page of an order that may have left the board: its chats stay open for a while, and readable for longer. */
export function RecordChat({ order }: { order: OrderDetail }) {
  const t = useTranslations("chat");
  const { roles } = useStore();
  const [isOpen, setOpen] = useState(false);
  if (!roles.includes("partner")) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("title")}
      </Button>
      <Suspense fallback={null}>
        {isOpen && <StoreChatSheet order={order} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
