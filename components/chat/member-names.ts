"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ChatPage } from "@/lib/chat/model/message";
import type { ChatParty } from "@/lib/chat/model/rooms";

type Members = Pick<ChatPage, "as" | "members">;

/** Names the members of a room: people by their first name, and by what they are where they have none. */
export function useMemberNames() {
  const t = useTranslations("chat.party");
  const nameOf = useCallback(
    (kind: ChatParty, { members }: Pick<ChatPage, "members">) => {
      const name = members.find((one) => one.kind === kind)?.name ?? "";
      return name === "" ? t(kind) : name;
    },
    [t],
  );
  const othersOf = useCallback(
    (room: Members) =>
      room.members.filter(({ kind }) => kind !== room.as).map(({ kind }) => nameOf(kind, room)),
    [nameOf],
  );
  return { nameOf, othersOf };
}
