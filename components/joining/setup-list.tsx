"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import type { Check, Checklist } from "@/lib/joining/model/checklist";
import { payoutChannel } from "@/lib/stores/model/payout/channel";

interface SetupListProps {
  store: { id: string; slug: string };
  checklist: Checklist;
  /** The cursor at which it was read. */
  since: string | undefined;
  rights: { look: boolean; team: boolean; payout: boolean; opening: boolean };
}

const PLACES: Partial<Record<Check, string>> = {
  identity: "setup#identity",
  place: "settings/delivery",
  zone: "settings/delivery",
  hours: "settings/hours",
  menu: "menu",
  allergens: "menu",
  photos: "menu",
  team: "settings/team",
  payout: "settings/payout",
};

export function SetupList({ store, checklist, since, rights }: SetupListProps) {
  const t = useTranslations("joining.setup");
  const stateText = useStateText();
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(payoutChannel.of(store.id), { payout_changed: refresh, reset: refreshSoon }, { since });
  const { board, shift } = useLiveBoard();
  const placeTest = useCommand("place_test_order");
  const openStore = useCommand("open_store");
  const [problem, setProblem] = useState<string | null>(null);
  const announce = useAnnounce();
  const refuse = (message: string) => {
    setProblem(message);
    announce({ message, urgent: true });
  };
  const [isPlacing, startPlacing] = useTransition();
  const [isOpening, startOpening] = useTransition();

  // The test order is accepted on the board, on this device or another one.
  const tests = board.orders
    .filter(({ is_test }) => is_test === true)
    .map(({ id, version }) => `${id} ${version}`)
    .join();
  const [seen, setSeen] = useState(tests);
  useEffect(() => {
    if (seen === tests) return;
    setSeen(tests);
    refresh();
  }, [seen, tests, refresh]);

  const place = () =>
    startPlacing(async () => {
      const result = await placeTest({ tenant_id: store.id }, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) return refuse(result?.message ?? stateText("no_answer.fleet"));
      setProblem(null);
      showToast((toast) => toast(t("test_placed", { code: result.data.order_code })));
    });
  const open = () =>
    startOpening(async () => {
      const result = await openStore({ tenant_id: store.id }, { key: newKey() }).catch(() => null);
      refresh();
      if (result?.ok === true) setProblem(null);
      else refuse(result?.message ?? stateText("no_answer.fleet"));
    });

  return (
    <>
      <Card className="grid gap-3">
        <h2 className="text-xl">{t("checklist")}</h2>
        <ul className="fleet-list">
          {checklist.items.map(({ name, state, count }) => {
            // Only an owner has the page.
            const isHidden = (name === "team" && !rights.team) || (name === "payout" && !rights.payout);
            const place = isHidden ? undefined : PLACES[name];
            return (
              <li key={name}>
                <div>
                  <h3 className="text-lg">{t(`check.${name}`)}</h3>
                  <p className="text-soft">
                    {`${t(`state.${state}`)} · ${t(state === "done" ? `done.${name}` : `todo.${name}`, { count })}`}
                  </p>
                </div>
                {place !== undefined && (
                  <ButtonLink
                    href={`/partner/${store.slug}/${place}`}
                    prefetch={false}
                    aria-label={t("go_named", { name: t(`check.${name}`) })}
                  >
                    {t("go")}
                  </ButtonLink>
                )}
              </li>
            );
          })}
        </ul>
      </Card>
      <Card className="grid gap-3">
        <h2 className="text-xl">{t("test_title")}</h2>
        <p>{t(shift.isStarted ? "test_lead" : "test_shift")}</p>
        <div className="flex flex-wrap gap-2">
          <Button pending={isPlacing} onClick={place}>
            {t("test")}
          </Button>
          <ButtonLink href={`/partner/${store.slug}`} prefetch={false}>
            {t("board")}
          </ButtonLink>
        </div>
      </Card>
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      {checklist.opened_at === null ? (
        <Card className="grid gap-3">
          <h2 className="text-xl">{t("open_title")}</h2>
          <p>{t(checklist.can_open ? "open_ready" : "open_missing")}</p>
          {rights.opening ? (
            <Button
              variant="go"
              size="lg"
              pending={isOpening}
              className="justify-self-start"
              aria-disabled={!checklist.can_open || undefined}
              onClick={() => checklist.can_open && open()}
            >
              {t("open")}
            </Button>
          ) : (
            <p className="text-soft">{t("open_owner")}</p>
          )}
        </Card>
      ) : (
        <Card className="grid gap-3">
          <h2 className="text-xl">{t("opened_title")}</h2>
          <p>{t("opened_body")}</p>
          <ButtonLink href={`/${store.slug}`} variant="go" className="justify-self-start">
            {t("see")}
          </ButtonLink>
        </Card>
      )}
    </>
  );
}
