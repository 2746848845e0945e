"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { TicketWaiting } from "@/components/board/ticket/ticket-waiting";
import { Words } from "@/components/ui/words";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useActionWords } from "@/hooks/board/use-action-words";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useFocusToHeading } from "@/hooks/browser/use-focus-to-heading";
import { useClock } from "@/hooks/browser/use-now";
import { useMustReload } from "@/hooks/commands/use-must-reload";
import { usePressRetries } from "@/hooks/commands/use-press-retries";
import { useStoredPresses } from "@/hooks/commands/use-stored-presses";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import type { PressQueue } from "@/lib/board/client/press";
import { pressQueueSchema } from "@/lib/board/client/press-schema";
import { columnOf } from "@/lib/board/model/columns";
import { mustAsk } from "@/lib/commands/client/press-queue";

/** Joined, because a reader of the clock renders when its value changes. */
function keysThatAsk(waiting: ReadonlyMap<string, PressQueue>, now: number): string {
  const all = [...waiting.values()].flat();
  return all.flatMap((press) => (mustAsk(press, now) ? press.key : [])).join(" ");
}

/**
 * Loads after the page. Sends the presses that wait, keeps them for a reload of the page, and lists those that no ticket of
 * this page shows.
 */
export function KeptPresses() {
  const t = useTranslations("partner.kept");
  const announce = useAnnounce();
  const actionWords = useActionWords();
  const { tenant, renderedAt } = useStore();
  const { board, actions } = useLiveBoard();
  const { presses, kept, waiting } = actions;
  const { state } = useRealtime();
  const mustReload = useMustReload();
  // No attempt of this page would be taken. The next page has the presses again.
  const isHopeless = mustReload || state === "signed_out";
  const isBoard = usePathname() === `/partner/${tenant.slug}`;

  useStoredPresses({ name: `presses.${tenant.id}`, schema: pressQueueSchema, presses, kept });

  const isWaiting = waiting.size > 0;
  const needsSignIn = usePressRetries({ kept, isWaiting, isLive: state === "live", isHopeless });
  useSignInToast(needsSignIn);

  const asksAt = useCallback((now: number) => keysThatAsk(waiting, now), [waiting]);
  const asking = useClock(asksAt, renderedAt);
  const told = useRef(new Set<string>());
  const tell = useEffectEvent((all: typeof waiting, keys: string) => {
    const ask = new Set(keys.split(" "));
    for (const { key, orderCode, action, meantAt } of [...all.values()].flat()) {
      const asks = ask.has(key);
      // A person who says that it is meant is asked again when it still could not be sent.
      const state = asks ? `${key} ${meantAt}` : key;
      if (told.current.has(state)) continue;
      told.current.add(state).add(key);
      const values = { code: shortCode(orderCode), action: actionWords(action) };
      announce({
        message: t(asks ? "said_ask" : "said", values),
        urgent: true,
        burst: {
          kind: asks ? "kept.ask" : "kept",
          summarize: (count) => t(asks ? "said_ask_burst" : "said_burst", { count }),
        },
      });
    }
  });
  useEffect(() => tell(waiting, asking), [waiting, asking]);

  const onTickets = new Set(
    isBoard ? board.orders.filter((order) => columnOf(order) !== "done").map(({ id }) => id) : [],
  );
  const elsewhere = [...waiting].flatMap(([orderId, all]) => (onTickets.has(orderId) ? [] : all));
  if (elsewhere.length === 0) return null;
  return (
    <KeptList>
      <TicketWaiting
        presses={elsewhere}
        namesOrder
        handlers={{
          discard: ({ key }) => kept.discard(key),
          confirm: ({ key }) => void kept.confirm(key),
        }}
      />
    </KeptList>
  );
}

function KeptList({ children }: { children: ReactNode }) {
  const t = useTranslations("partner.kept");
  const list = useRef<HTMLElement>(null);
  useFocusToHeading(list);
  return (
    <section ref={list} className="kept-presses" aria-label={t("label")} tabIndex={-1}>
      <Words>{children}</Words>
    </section>
  );
}

const SIGN_IN_TOAST = "presses.sign_in";

/** In another tab: signing in with this one would forget the presses. A toast, because a new line would move the tickets. */
function useSignInToast(isShown: boolean) {
  const t = useTranslations("partner.kept");
  const realtime = useTranslations("realtime");
  const path = usePathname();
  useEffect(() => {
    if (!isShown) return;
    const signIn = () =>
      window.open(`/signin?${new URLSearchParams({ callbackUrl: path })}`, "_blank", "noopener");
    showToast((toast) =>
      toast.warning(t("sign_in"), {
        id: SIGN_IN_TOAST,
        description: t("sign_in_hint"),
        duration: Number.POSITIVE_INFINITY,
        action: { label: realtime("sign_in"), onClick: signIn },
      }),
    );
    return () => showToast((toast) => toast.dismiss(SIGN_IN_TOAST));
  }, [isShown, path, t, realtime]);
}
