"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { showToast } from "@/hooks/browser/show-toast";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { ChatPage } from "@/lib/chat/model/message";
import type { ChatParty } from "@/lib/chat/model/rooms";

/** Blocks a member of an order's chats, or takes it back. Resolves with null when it is done, else with why it is not. */
export function useBlockInChat(orderId: string, as: ChatPage["as"], onChanged: (() => void) | undefined) {
  const t = useTranslations("chat");
  const command = useCommand("block_in_chat");
  const setBlocked = useCallback(
    async (party: ChatParty, name: string, is_blocked: boolean): Promise<string | null> => {
      if (as === "admin") return null;
      const input = { order_id: orderId, as, party, is_blocked };
      const answer = await command(input, { key: newKey() }).catch(() => null);
      if (answer === null) return t("unreachable");
      if (!answer.ok) return answer.message;
      showToast((toast) => toast(t(is_blocked ? "block.done" : "block.undone", { name })));
      onChanged?.();
      return null;
    },
    [command, orderId, as, onChanged, t],
  );
  return { setBlocked };
}
