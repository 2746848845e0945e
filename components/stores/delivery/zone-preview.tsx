"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { PinDialog } from "@/components/delivery/pin-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useZoneWords } from "@/hooks/stores/use-zone-words";
import { fetchPlace } from "@/lib/geo/client/fetch-place";
import { addressQuerySchema } from "@/lib/geo/model/find-place";
import type { Place } from "@/lib/geo/model/place";
import type { ReadZones } from "@/lib/stores/client/zones-draft";
import { zoneOf } from "@/lib/stores/model/zones/zone-of";
import { formatMoney } from "@/lib/text/format";
import type { DeliveringStore } from "./delivering-store";

const PATIENCE_MS = 8_000;

export interface ZonePreviewProps {
  store: DeliveringStore;
  place: Place | null;
  read: ReadZones;
  asked: Place | null;
  onAsk: (place: Place | null) => void;
}

/** Tells what an address would be charged by the zones as they are edited. Has no form of its own: it is in that of the zones. */
export function ZonePreview({ store, place, read, asked, onAsk }: ZonePreviewProps) {
  const t = useTranslations("delivery.zones");
  const announce = useAnnounce();
  const words = useZoneWords(store.currency);
  const titleId = useId();
  const [typed, setTyped] = useState({ line1: "", postal_code: "", city: store.city });
  const [missing, setMissing] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isPinOpen, setPinOpen] = useState(false);

  function answerFor(where: Place): string {
    if (!read.ok) return t("preview_faulty");
    if (read.zones.length === 0)
      return t("preview_everywhere", { fee: formatMoney(store.delivery_fee, store.currency) });
    const zone = zoneOf(read.zones, place, where);
    return zone === null
      ? t("preview_outside")
      : t("preview_zone", { zone: zone.name, facts: words.facts(zone) });
  }

  function show(where: Place) {
    setMissing(null);
    onAsk(where);
    announce(answerFor(where));
  }

  function fail(message: string) {
    onAsk(null);
    setMissing(message);
    announce(message);
  }

  async function ask() {
    if (isAsking) return;
    const address = addressQuerySchema.safeParse(typed);
    if (!address.success) return fail(t("preview_incomplete"));
    setAsking(true);
    const found = await fetchPlace(address.data, AbortSignal.timeout(PATIENCE_MS)).catch(() => null);
    setAsking(false);
    if (found?.kind === "found") return show(found.place);
    fail(t(found?.kind === "unknown" ? "preview_unknown" : "preview_unavailable"));
  }

  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
    onKeyDown: (event: { key: string; preventDefault: () => void }) => {
      if (event.key !== "Enter") return;
      // It would save the zones.
      event.preventDefault();
      void ask();
    },
  });

  return (
    <section aria-labelledby={titleId} className="card grid gap-3">
      <h2 id={titleId} className="text-lg">
        {t("preview")}
      </h2>
      <p className="text-soft">{t("preview_lead")}</p>
      <Field label={t("preview_street")}>
        <Input maxLength={120} {...field("line1")} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Field label={t("preview_postal_code")}>
          <Input maxLength={16} {...field("postal_code")} />
        </Field>
        <Field label={t("preview_city")}>
          <Input maxLength={80} {...field("city")} />
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button pending={isAsking} onClick={() => void ask()}>
          {t("preview_ask")}
        </Button>
        <Button variant="ghost" onClick={() => setPinOpen(true)}>
          {t("preview_pin")}
        </Button>
      </div>
      {missing !== null && <p className="text-late">{missing}</p>}
      {asked !== null && <p className="font-semibold">{answerFor(asked)}</p>}
      <PinDialog
        open={isPinOpen}
        onOpenChange={setPinOpen}
        title={t("preview_dialog")}
        description={t("preview_dialog_lead")}
        place={asked}
        store={place}
        onPin={show}
      />
    </section>
  );
}
