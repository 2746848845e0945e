"use client";

import { useTranslations } from "next-intl";
import { useViewers } from "@/hooks/board/presence/use-company";

/** Which colleagues look at the order meanwhile, so that two of them do not answer the same message. */
export function ChatViewers({ orderId }: { orderId: string }) {
  const t = useTranslations("chat");
  const viewers = useViewers(orderId);
  const [first, second] = viewers;
  return (
    <p role="status" dir="auto" className="chat-viewers">
      {first !== undefined &&
        t("viewers", {
          count: viewers.length,
          name: first.name,
          other: second?.name ?? "",
          others: viewers.length - 1,
        })}
    </p>
  );
}
