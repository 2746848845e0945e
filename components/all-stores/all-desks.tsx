"use client";

import { useTranslations } from "next-intl";
import { useContext, useEffect } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { StoreChatSheet } from "@/components/chat/store-chat-sheet";
import { PrintDialog } from "@/components/printing/print-dialog";
import { AllBoardsContext } from "@/hooks/board/all-boards-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { askToChat, useAskedToChat } from "@/hooks/chat/chat-request";
import { isLookedAt } from "@/hooks/chat/open-rooms";
import { unreadChats } from "@/hooks/chat/unread-chats";
import { useChatEvents } from "@/hooks/chat/use-chat-events";
import { useNewsWords } from "@/hooks/chat/use-news-words";
import { useUnreadReads } from "@/hooks/chat/use-unread-reads";
import { askToPrint, useAskedToPrint } from "@/hooks/printing/print-request";
import { usePrintingEvents } from "@/hooks/printing/use-printing";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { tenantChatChannel } from "@/lib/chat/model/channels";

function ChatsOfStore({ tenantId, readAgain }: { tenantId: string; readAgain: () => void }) {
  const t = useTranslations("chat");
  const announce = useAnnounce();
  const words = useNewsWords();
  const handlers = useChatEvents((message) => {
    if (isLookedAt(message) || message.system !== null) return;
    announce({
      message: t("news", { code: shortCode(message.order_code), words: words(message) }),
      burst: { kind: "chat", summarize: (count) => t("said_burst", { count }) },
    });
  });
  useChannel(tenantChatChannel.of(tenantId), { ...handlers, reset: readAgain });
  return null;
}

function PrintingOfStore({ tenantId }: { tenantId: string }) {
  usePrintingEvents(tenantId, undefined);
  return null;
}

/** Loads after the page: the chats and the print dialog that the tickets of all stores open. */
export function AllDesks() {
  const all = useContext(AllBoardsContext);
  const chat = useAskedToChat();
  const print = useAskedToPrint();
  useEffect(
    () => () => {
      askToChat(null);
      askToPrint(null);
      unreadChats.clear();
    },
    [],
  );
  const orders = all.flatMap(({ board, view }) => board.orders.map((order) => ({ order, view })));
  const readChats = useUnreadReads(() => orders.map(({ order }) => order.id));
  const readAgain = useSpreadOut(readChats);
  const talk = orders.find(({ order }) => order.id === chat);
  const paper = orders.find(({ order }) => order.id === print);
  return (
    <>
      {all.map(({ view: { tenant } }) => (
        <ChatsOfStore key={tenant.id} tenantId={tenant.id} readAgain={readAgain} />
      ))}
      {talk !== undefined && (
        <StoreChatSheet key={talk.order.id} order={talk.order} onClose={() => askToChat(null)} />
      )}
      {paper !== undefined && (
        <>
          <PrintingOfStore tenantId={paper.view.tenant.id} />
          <PrintDialog
            key={paper.order.id}
            isOpen
            order={paper.order}
            store={paper.view.tenant}
            onClose={() => askToPrint(null)}
          />
        </>
      )}
    </>
  );
}
