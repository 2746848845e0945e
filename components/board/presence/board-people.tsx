"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useBoardPresence } from "@/hooks/board/presence/use-board-presence";
import { usePeople } from "@/hooks/board/presence/use-company";
import { watchLookedAt } from "@/hooks/board/presence/watch-looked-at";
import { useStore } from "@/hooks/board/store-context";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { useRootFlag } from "@/hooks/browser/use-root-flag";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { PersonChip } from "./person-chip";
import "./presence.css";

/** The bar has room for so many; the others are counted. */
const SHOWN = 4;

/** Loads after the page: colleagues that have the board, or an order of it, open. */
export function BoardPeople() {
  const { tenant, roles } = useStore();
  const isHydrated = useHydrated();
  const isSignedOut = useRealtime().state === "signed_out";
  const board = `/partner/${tenant.slug}`;
  const path = usePathname();
  const order = path.startsWith(`${board}/history/`) ? (path.split("/").at(-1) ?? null) : null;
  const isOpen = path === board || order !== null;
  if (!isHydrated || !isOpen || isSignedOut || !roles.includes("partner")) return null;
  return order === null ? <OnBoard tenantId={tenant.id} /> : <People tenantId={tenant.id} orderId={order} />;
}

function OnBoard({ tenantId }: { tenantId: string }) {
  const [orderId, setOrderId] = useState<string | null>(null);
  useEffect(() => watchLookedAt(setOrderId), []);
  return <People tenantId={tenantId} orderId={orderId} />;
}

function People({ tenantId, orderId }: { tenantId: string; orderId: string | null }) {
  const t = useTranslations("partner.presence");
  useBoardPresence(tenantId, orderId);
  const people = usePeople();
  useRootFlag("data-board-people", people.length > 0);
  if (people.length === 0) return null;
  const others = people.slice(SHOWN);
  return (
    <ul className="board-people" aria-label={t("label")}>
      {people.slice(0, SHOWN).map(({ id, name }) => (
        <li key={id} title={name}>
          <PersonChip name={name} />
          <span translate="no" dir="auto" className="person-name">
            {name}
          </span>
        </li>
      ))}
      {others.length > 0 && (
        <li title={others.map(({ name }) => name).join(", ")}>{t("more", { count: others.length })}</li>
      )}
    </ul>
  );
}
