"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import { type Capacity, SLOT_ORDERS } from "@/lib/stores/model/capacity";

const USUAL = 8;

export function CapacityForm({ storeId, capacity: fromServer }: { storeId: string; capacity: Capacity }) {
  const t = useTranslations("partner.capacity");
  const stateText = useStateText();
  const announce = useAnnounce();
  const put = usePutFacts();
  const setCapacity = useCommand("set_store_capacity");
  const [saved, setSaved] = useState(fromServer);
  const [capacity, setDraft] = useState(fromServer);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSaved = saved.slot_orders === capacity.slot_orders && saved.auto_busy === capacity.auto_busy;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const result = await setCapacity({ tenant_id: storeId, ...capacity }, { key: newKey() }).catch(
      () => null,
    );
    setPending(false);
    if (result?.ok === true) {
      const { slot_orders, auto_busy } = result.data;
      setSaved({ slot_orders, auto_busy });
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
    <form onSubmit={(event) => void save(event)} className="card mt-5 grid gap-3" aria-labelledby="capacity">
      <h2 id="capacity" className="text-xl">
        {t("title")}
      </h2>
      <Checkbox
        label={t("limit")}
        description={t("limit_hint")}
        checked={capacity.slot_orders !== null}
        onChange={({ target }) => setDraft({ ...capacity, slot_orders: target.checked ? USUAL : null })}
      />
      {capacity.slot_orders !== null && (
        <NumberStepper
          value={capacity.slot_orders}
          onValueChange={(slot_orders) => setDraft({ ...capacity, slot_orders })}
          label={t("orders")}
          minimum={SLOT_ORDERS.minimum}
          maximum={SLOT_ORDERS.maximum}
          format={(count) => t("orders_value", { count })}
        />
      )}
      <Checkbox
        label={t("auto_busy")}
        description={t("auto_busy_hint")}
        checked={capacity.auto_busy}
        onChange={({ target }) => setDraft({ ...capacity, auto_busy: target.checked })}
      />
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="lg" pending={isPending}>
          {t("save")}
        </Button>
        <p className="text-soft">{t(isSaved ? "is_saved" : "is_unsaved")}</p>
      </div>
    </form>
  );
}
