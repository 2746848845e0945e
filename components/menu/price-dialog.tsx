"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Select } from "@/components/ui/form/select";
import { Dialog } from "@/components/ui/overlay/dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { readPrice } from "@/lib/menu/model/edit/price-text";
import { type PriceRule, previewPrices } from "@/lib/menu/model/edit/prices";
import type { Menu } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface PriceDialogProps {
  menu: Menu;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => void;
}

const STEPS = [1, 5, 10, 50, 100] as const;
const ALL = "all";

/** The preview follows the menu while the dialog is open; the command refuses a menu that is not the previewed one. */
export function PriceDialog({ menu, open, onOpenChange, onChanged }: PriceDialogProps) {
  const t = useTranslations("menu.prices");
  const stateText = useStateText();
  const announce = useAnnounce();
  const changePrices = useCommand("change_menu_prices");
  const { currency } = menu.tenant;
  const [categoryId, setCategoryId] = useState(ALL);
  const [kind, setKind] = useState<"percent" | "amount">("percent");
  const [value, setValue] = useState("");
  const [step, setStep] = useState(10);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  // Two digits, also of a per cent.
  const number = kind === "percent" ? readPrice(value, "EUR") : readPrice(value, currency);
  const isValid = number !== null && (kind === "amount" || Math.abs(number) <= 100_000);
  const rule: PriceRule | null = isValid
    ? {
        by: kind === "percent" ? { kind, percent: number / 100 } : { kind, amount: number },
        step,
        categoryIds: categoryId === ALL ? null : [categoryId],
      }
    : null;
  const changes = rule === null ? [] : previewPrices(menu, rule);

  async function confirm() {
    if (isPending || changes.length === 0) return;
    setPending(true);
    const result = await changePrices(
      {
        tenant_id: menu.tenant.id,
        menu_version: menu.version,
        prices: changes.map(({ item_id, now }) => ({ item_id, price: now })),
      },
      { key: newKey() },
    ).catch(() => null);
    setPending(false);
    onChanged();
    if (result?.ok === true) {
      showToast((toast) => toast(t("done", { count: changes.length })));
      onOpenChange(false);
      return;
    }
    const message = result?.message ?? stateText("no_answer.menu");
    setProblem(message);
    announce({ message, urgent: true });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title={t("title")}
      description={t("lead")}
      footer={
        changes.length === 0 ? undefined : (
          <Button variant="go" size="lg" pending={isPending} onClick={() => void confirm()}>
            {t("confirm", { count: changes.length })}
          </Button>
        )
      }
    >
      <div className="menu-form">
        {problem !== null && <Banner tone="warn">{problem}</Banner>}
        <Field label={t("which")}>
          <Select value={categoryId} onChange={(event) => setCategoryId(event.currentTarget.value)}>
            <option value={ALL}>{t("all")}</option>
            {menu.categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <RadioCards
          legend={t("by")}
          name="price-kind"
          value={kind}
          onValueChange={setKind}
          options={[
            { value: "percent", label: t("percent") },
            { value: "amount", label: t("amount", { currency }) },
          ]}
          className="menu-two"
        />
        <div className="menu-two">
          <Field
            label={t("value")}
            description={t("value_hint")}
            error={value.trim() !== "" && !isValid ? t("value_fault") : undefined}
          >
            <Input
              inputMode="text"
              autoComplete="off"
              maxLength={12}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </Field>
          <Field label={t("round")}>
            <Select value={String(step)} onChange={(event) => setStep(Number(event.currentTarget.value))}>
              {STEPS.map((one) => (
                <option key={one} value={one}>
                  {one === 1 ? t("no_rounding") : formatMoney(one, currency)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        {rule !== null && (
          <>
            <p role="status">{t("preview", { count: changes.length })}</p>
            {changes.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
              <section className="menu-preview" tabIndex={0} aria-label={t("title")}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t("dish")}</th>
                      <th scope="col">{t("was")}</th>
                      <th scope="col">{t("now")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {changes.map((change) => (
                      <tr key={change.item_id}>
                        <th scope="row">
                          <bdi>{change.name}</bdi>
                        </th>
                        <td>{formatMoney(change.was, currency)}</td>
                        <td>{formatMoney(change.now, currency)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
