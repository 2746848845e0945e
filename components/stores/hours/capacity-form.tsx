"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import { BOUNDS, draftOf, readDraft, SLOT_UNITS } from "@/lib/stores/client/capacity-draft";
import type { Capacity } from "@/lib/stores/model/capacity";

const isSame = (one: Capacity, other: Capacity) =>
  one.slot_orders === other.slot_orders &&
  one.slot_points === other.slot_points &&
  one.auto_busy === other.auto_busy;

export function CapacityForm({ storeId, capacity: fromServer }: { storeId: string; capacity: Capacity }) {
  const t = useTranslations("partner.capacity");
  const stateText = useStateText();
  const announce = useAnnounce();
  const put = usePutFacts();
  const setCapacity = useCommand("set_store_capacity");
  const [saved, setSaved] = useState(fromServer);
  const [draft, setDraft] = useState(() => draftOf(fromServer));
  const [isPending, setPending] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const maximum = useRef<HTMLInputElement>(null);
  const { unit } = draft;
  const read = readDraft(draft);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setRefused(read === null);
    if (read === null) return maximum.current?.focus();
    setPending(true);
    const result = await setCapacity({ tenant_id: storeId, ...read }, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === true) {
      const { slot_orders, slot_points, auto_busy } = result.data;
      setSaved({ slot_orders, slot_points, auto_busy });
      put(storeId, result.data);
      setProblem(null);
      announce(t("saved"));
      return;
    }
    const message = result?.message ?? stateText("no_answer.hours");
    setProblem(message);
    announce({ message, urgent: true });
  }

  return (
    <form
      onSubmit={(event) => void save(event)}
      className="card mt-5 grid gap-3"
      aria-labelledby="capacity"
      noValidate
    >
      <h2 id="capacity" className="text-xl">
        {t("title")}
      </h2>
      <RadioCards
        legend={t("limit")}
        name="slot-unit"
        value={unit}
        onValueChange={(next) => setDraft({ ...draft, unit: next })}
        options={SLOT_UNITS.map((value) => ({
          value,
          label: t(`unit.${value}`),
          description: t(`unit_hint.${value}`),
        }))}
      />
      {unit !== "none" && (
        <Field
          label={t(`most.${unit}`)}
          description={t("most_hint")}
          error={isRefused && read === null && t("most_fault", BOUNDS[unit])}
          required
        >
          <Input
            ref={maximum}
            inputMode="numeric"
            className="max-w-40"
            maxLength={4}
            value={draft.most[unit]}
            onChange={({ currentTarget }) =>
              setDraft({ ...draft, most: { ...draft.most, [unit]: currentTarget.value } })
            }
          />
        </Field>
      )}
      <Checkbox
        label={t("auto_busy")}
        description={t("auto_busy_hint")}
        checked={draft.autoBusy}
        onChange={({ target }) => setDraft({ ...draft, autoBusy: target.checked })}
      />
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="lg" pending={isPending}>
          {t("save")}
        </Button>
        <p className="text-soft">{t(read !== null && isSame(saved, read) ? "is_saved" : "is_unsaved")}</p>
      </div>
    </form>
  );
}
