"use client";

import { MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PinDialog } from "@/components/delivery/pin-dialog";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { DELIVERY_BY } from "@/lib/stores/model/delivery-by";
import {
  DELIVERY_PARTS,
  type DeliveryPart,
  type DeliverySettings,
  DISPATCH_MODES,
  isSamePart,
  mergeDelivery,
  RIDER_FLEETS,
} from "@/lib/stores/model/delivery-settings";

export interface DeliveryFormProps {
  storeId: string;
  saved: DeliverySettings;
  onSaved: (settings: DeliverySettings) => void;
}

export function DeliveryForm({ storeId, saved, onSaved }: DeliveryFormProps) {
  const t = useTranslations("delivery.settings");
  const stateText = useStateText();
  const announce = useAnnounce();
  const setDelivery = useCommand("set_store_delivery");
  const [draft, setDraft] = useState(saved);
  const [isPending, setPending] = useState(false);
  const [isPinOpen, setPinOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSaved = DELIVERY_PARTS.every((part) => isSamePart(part, draft, saved));
  const change = (part: Partial<DeliverySettings>) => setDraft({ ...draft, ...part });

  function show(message: string) {
    setProblem(message);
    announce({ message, urgent: true });
  }

  function wordsOf(part: DeliveryPart, { place, ...settings }: DeliverySettings): string {
    switch (part) {
      case "delivery_by":
        return t(`by_choice.${settings.delivery_by}`);
      case "rider_fleet":
        return t(`fleet_choice.${settings.rider_fleet}`);
      case "dispatch_mode":
        return t(`mode_choice.${settings.dispatch_mode}`);
      case "sees_riders":
        return t(settings.sees_riders ? "yes" : "no");
      case "place":
        return place === null ? t("place_none") : t("place_known", { ...place });
    }
  }

  /** Saving again then keeps what this person chose. */
  function compare(theirs: DeliverySettings) {
    const { delivery, contested } = mergeDelivery(saved, draft, theirs);
    onSaved(theirs);
    setDraft(delivery);
    const parts = contested.map((part) => `${t(`part.${part}`)}: ${wordsOf(part, theirs)}`);
    show(t("contested", { theirs: parts.join("; ") }));
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    if (draft.delivery_by !== "store" && draft.place === null) return show(t("needs_place"));
    setPending(true);
    const input = { tenant_id: storeId, delivery: draft, before: saved };
    const result = await setDelivery(input, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === false && result.current !== undefined) return compare(result.current);
    if (result?.ok !== true) return show(result?.message ?? stateText("no_answer.hours"));
    onSaved(result.data);
    setDraft(result.data);
    setProblem(null);
    announce(t("saved"));
  }

  return (
    <form noValidate onSubmit={(event) => void save(event)} className="card mt-5 grid gap-5">
      <RadioCards
        legend={<span className="text-xl">{t("by")}</span>}
        name="delivery-by"
        value={draft.delivery_by}
        onValueChange={(delivery_by) => change({ delivery_by })}
        options={DELIVERY_BY.map((value) => ({
          value,
          label: t(`by_choice.${value}`),
          description: t(`by_hint.${value}`),
        }))}
      />
      {draft.delivery_by !== "store" && (
        <>
          <RadioCards
            legend={t("fleet")}
            name="rider-fleet"
            value={draft.rider_fleet}
            onValueChange={(rider_fleet) => change({ rider_fleet })}
            options={RIDER_FLEETS.map((value) => ({
              value,
              label: t(`fleet_choice.${value}`),
              description: t(`fleet_hint.${value}`),
            }))}
          />
          <RadioCards
            legend={t("mode")}
            name="dispatch-mode"
            value={draft.dispatch_mode}
            onValueChange={(dispatch_mode) => change({ dispatch_mode })}
            options={DISPATCH_MODES.map((value) => ({
              value,
              label: t(`mode_choice.${value}`),
              description: t(`mode_hint.${value}`),
            }))}
          />
          <Checkbox
            label={t("sees_riders")}
            description={t("sees_riders_hint")}
            checked={draft.sees_riders}
            onChange={({ target }) => change({ sees_riders: target.checked })}
          />
        </>
      )}
      <section aria-labelledby="store-place" className="grid gap-2">
        <h2 id="store-place" className="text-lg">
          {t("place")}
        </h2>
        <p className="text-soft">{wordsOf("place", draft)}</p>
        <Button className="justify-self-start" onClick={() => setPinOpen(true)}>
          <MapPin aria-hidden="true" />
          <span>{t(draft.place === null ? "place_put" : "place_move")}</span>
        </Button>
        <PinDialog
          open={isPinOpen}
          onOpenChange={setPinOpen}
          title={t("place_dialog")}
          description={t("place_dialog_lead")}
          place={draft.place}
          store={null}
          onPin={(place) => change({ place })}
        />
      </section>
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="go" size="lg" pending={isPending}>
          {t("save")}
        </Button>
        <p className="text-soft">{t(isSaved ? "is_saved" : "is_unsaved")}</p>
      </div>
    </form>
  );
}
