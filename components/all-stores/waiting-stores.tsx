"use client";

import { useTranslations } from "next-intl";
import { useContext, useEffect, useEffectEvent, useRef } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { AllBoardsContext, type OneOfAll } from "@/hooks/board/all-boards-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useDocumentTitle } from "@/hooks/browser/use-document-title";
import { useNow } from "@/hooks/browser/use-now";
import { useOwnStores } from "@/hooks/stores/use-own-stores";
import { headUrgencyOf } from "@/lib/board/model/deadlines";
import { type WaitingStore, waitingStores } from "@/lib/board/model/waiting-stores";
import { runningTime } from "@/lib/broadcasts/client/maintenance";
import type { OwnStore } from "@/lib/stores/model/own-stores";
import { formatDuration } from "@/lib/text/format";

/** Says to screen readers where orders have arrived since the page was shown. */
function useArrivals(waiting: readonly WaitingStore<OneOfAll>[]) {
  const t = useTranslations("partner.all");
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string>>(null);
  const compare = useEffectEvent(() => {
    const before = known.current;
    const ofStore = waiting.map(({ store: { board, view } }) => ({
      store: view.tenant.name,
      ids: board.orders.flatMap(({ id, order_status }) => (order_status === "Order Received" ? [id] : [])),
    }));
    known.current = new Set(ofStore.flatMap(({ ids }) => ids));
    if (before === null) return;
    for (const { store, ids } of ofStore) {
      const count = ids.filter((id) => !before.has(id)).length;
      if (count > 0) announce({ message: t("arrived", { count, store }), urgent: true });
    }
  });
  const orders = waiting.flatMap(({ store: { board } }) => board.orders);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the orders are what is compared.
  useEffect(() => compare(), [orders.map(({ id, version }) => `${id} ${version}`).join()]);
}

interface LineProps {
  slug: string;
  name: string;
  count: number;
  urgency?: string;
  /** The time that is left for the first of them. */
  timer?: string;
}

function Line({ slug, name, count, urgency, timer }: LineProps) {
  const t = useTranslations("partner.all");
  return (
    <li data-urgency={urgency}>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <span>{t("waiting_count", { count })}</span>
        {timer !== undefined && <span role="timer">{timer}</span>}
      </p>
      <ButtonLink
        href={`/partner/${slug}`}
        prefetch={false}
        size="sm"
        aria-label={t("open_board_of", { store: name })}
      >
        {t("open_board")}
      </ButtonLink>
    </li>
  );
}

function LiveLine({ waiting: { store, count, first } }: { waiting: WaitingStore<OneOfAll> }) {
  const t = useTranslations("partner.all");
  const { tenant, renderedAt } = store.view;
  const now = useNow(renderedAt);
  const running = runningTime(Date.parse(first.created_at), now);
  const left = Math.max(0, (Date.parse(first.accept_by) - running) / 1_000);
  return (
    <Line
      slug={tenant.slug}
      name={tenant.name}
      count={count}
      urgency={headUrgencyOf(first, running)}
      timer={t("first_ends", { time: formatDuration(left) })}
    />
  );
}

/**
 * Says that the page is silent, and where orders wait: the store that loses one first on top, with the time that is left. Stores
 * beyond those on the page are counted every minute.
 */
export function WaitingStores({ fromServer }: { fromServer: readonly OwnStore[] }) {
  const t = useTranslations("partner.all");
  const all = useContext(AllBoardsContext);
  const { stores } = useOwnStores(fromServer);
  const waiting = waitingStores(all);
  const shown = new Set(all.map(({ view }) => view.tenant.id));
  const others = stores.filter(({ id, waiting: count }) => count > 0 && !shown.has(id));
  useArrivals(waiting);
  const total = [...waiting, ...others.map((store) => ({ count: store.waiting }))].reduce(
    (sum, { count }) => sum + count,
    0,
  );
  useDocumentTitle(total === 0 ? null : t("title_new", { count: total }));
  return (
    <div className="all-waiting">
      <Banner tone="warn" title={t("silent_title")}>
        {t("silent_body")}
      </Banner>
      <section aria-label={t("waiting")}>
        {total === 0 && <p className="text-soft">{t("waiting_none")}</p>}
        <ul>
          {waiting.map((one) => (
            <LiveLine key={one.store.view.tenant.id} waiting={one} />
          ))}
          {others.map(({ id, slug, name, waiting: count }) => (
            <Line key={id} slug={slug} name={name} count={count} />
          ))}
        </ul>
      </section>
    </div>
  );
}
