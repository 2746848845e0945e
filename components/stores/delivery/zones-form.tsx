"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { v4 as newUuid } from "uuid";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { useZoneWords } from "@/hooks/stores/use-zone-words";
import type { Place } from "@/lib/geo/model/place";
import {
  draftsOf,
  moveZone,
  newZone,
  readZones,
  withCorner,
  type ZoneDraft,
  type ZoneFault,
} from "@/lib/stores/client/zones-draft";
import { type StoreZones, ZONE_LIMITS } from "@/lib/stores/model/zones/schema";
import { formatMoney } from "@/lib/text/format";
import type { DeliveringStore } from "./delivering-store";

import { ZoneLine } from "./zone-line";
import { ZonePreview } from "./zone-preview";
import { ZonesMap } from "./zones-map";

export interface ZonesFormProps {
  store: DeliveringStore;
  zones: StoreZones;
  /** Where the store is; null: nobody has said. */
  place: Place | null;
}

const NO_FAULTS: ReadonlyMap<string, readonly ZoneFault[]> = new Map();

export function ZonesForm({ store, zones: fromServer, place }: ZonesFormProps) {
  const t = useTranslations("delivery.zones");
  const stateText = useStateText();
  const announce = useAnnounce();
  const words = useZoneWords(store.currency);
  const setZones = useCommand("set_zones");
  const [saved, setSaved] = useState(fromServer);
  const [drafts, setDrafts] = useState(() => draftsOf(fromServer.zones, store.currency));
  const [openId, setOpenId] = useState<string | null>(null);
  const [asked, setAsked] = useState<Place | null>(null);
  const [isPending, setPending] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isContested, setContested] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const read = readZones(drafts, store.currency);
  const faults = read.ok ? NO_FAULTS : read.faults;
  const isSaved = read.ok && JSON.stringify(read.zones) === JSON.stringify(saved.zones);
  const open = drafts.find(({ id }) => id === openId);
  const nameOf = ({ name }: ZoneDraft) => (name.trim() === "" ? t("unnamed") : name);

  const change = (id: string, part: Partial<ZoneDraft>) =>
    setDrafts((all) => all.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));

  function add(kind: ZoneDraft["kind"]) {
    const draft = newZone(newUuid(), kind, store);
    setDrafts([...drafts, draft]);
    setOpenId(draft.id);
  }

  function move(draft: ZoneDraft, by: -1 | 1) {
    const next = moveZone(drafts, draft.id, by);
    setDrafts(next);
    const position = next.findIndex(({ id }) => id === draft.id) + 1;
    announce(t("moved", { name: nameOf(draft), position }));
  }

  function remove(draft: ZoneDraft) {
    setDrafts(drafts.filter(({ id }) => id !== draft.id));
    setOpenId(null);
    announce(t("removed", { name: nameOf(draft) }));
    requestAnimationFrame(() => heading.current?.focus());
  }

  function show(message: string) {
    setProblem(message);
    announce({ message, urgent: true });
  }

  function take({ zones, zones_version }: StoreZones) {
    setSaved({ zones, zones_version });
    setDrafts(draftsOf(zones, store.currency));
    setProblem(null);
    setContested(false);
    setRefused(false);
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setRefused(!read.ok);
    if (!read.ok) {
      const [first] = read.faults.keys();
      setOpenId(first ?? null);
      return show(t("faults", { count: read.faults.size }));
    }
    setPending(true);
    const input = { tenant_id: store.id, zones: read.zones, zones_version: saved.zones_version };
    const result = await setZones(input, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === false && result.current !== undefined) {
      // Saving again then replaces what the other person wrote.
      setSaved(result.current);
      setContested(true);
      const theirs = result.current.zones.map((zone) => words.ofZone(zone)).join("; ");
      return show(t("theirs", { zones: theirs === "" ? t("theirs_none") : theirs }));
    }
    if (result?.ok !== true) return show(result?.message ?? stateText("no_answer.hours"));
    take(result.data);
    setOpenId(null);
    announce(t("saved"));
  }

  return (
    <form noValidate onSubmit={(event) => void save(event)} className="zones-form">
      <div className="grid content-start gap-4">
        <section aria-labelledby="zones" className="card grid gap-3">
          <h2 id="zones" ref={heading} tabIndex={-1} className="text-xl">
            {t("title")}
          </h2>
          <p className="text-soft">
            {drafts.length === 0
              ? t("none", { fee: formatMoney(store.delivery_fee, store.currency) })
              : t("lead")}
          </p>
          {drafts.length > 0 && (
            <ol className="grid">
              {drafts.map((draft, index) => (
                <ZoneLine
                  key={draft.id}
                  draft={draft}
                  name={nameOf(draft)}
                  position={index + 1}
                  isLast={index === drafts.length - 1}
                  isOpen={draft.id === openId}
                  faults={isRefused ? (faults.get(draft.id) ?? []) : []}
                  store={store}
                  hasPlace={place !== null}
                  onOpen={(isOpen) => setOpenId(isOpen ? draft.id : null)}
                  onChange={(part) => change(draft.id, part)}
                  onMove={(by) => move(draft, by)}
                  onRemove={() => remove(draft)}
                />
              ))}
            </ol>
          )}
          {drafts.length < ZONE_LIMITS.zones ? (
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => add("polygon")}>{t("draw")}</Button>
              <Button onClick={() => add("ring")}>{t("ring")}</Button>
            </div>
          ) : (
            <p className="text-soft">{t("full", { limit: ZONE_LIMITS.zones })}</p>
          )}
        </section>
        {problem !== null && (
          <Banner tone="danger">
            <p>{problem}</p>
            {isContested && (
              <Button
                className="mt-2"
                size="sm"
                onClick={() => {
                  take(saved);
                  announce(t("taken"));
                }}
              >
                {t("take_theirs")}
              </Button>
            )}
          </Banner>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="go" size="lg" pending={isPending}>
            {t("save")}
          </Button>
          <p className="text-soft">{t(isSaved ? "is_saved" : "is_unsaved")}</p>
        </div>
        <ZonePreview store={store} place={place} read={read} onAsk={setAsked} asked={asked} />
      </div>
      <ZonesMap
        drafts={drafts}
        open={open}
        store={place}
        asked={asked}
        nameOf={nameOf}
        onCorners={(points) => open !== undefined && change(open.id, { points })}
        onPick={
          open?.kind === "polygon"
            ? (corner) => change(open.id, { points: withCorner(open.points, corner) })
            : undefined
        }
      />
    </form>
  );
}
