"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/hooks/browser/show-toast";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { priceText, readPrice } from "@/lib/menu/model/edit/price-text";

interface RefundLimitProps {
  tenantId: string;
  currency: string;
  /** In minor units. Null: none. */
  limit: number | null;
}

/** For owners: above which amount staff need one of them. */
export function RefundLimit({ tenantId, currency, limit }: RefundLimitProps) {
  const t = useTranslations("refunds.store");
  const answer = useTranslations("refunds.answer");
  const send = useCommand("set_refund_limit");
  const key = useRef(newKey());
  const [text, setText] = useState(limit === null ? "" : priceText(limit, currency));
  const [isWrong, setWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const amount = text.trim() === "" ? null : readPrice(text, currency);
    const wrong = text.trim() !== "" && (amount === null || amount < 0);
    setWrong(wrong);
    if (wrong || isPending) return;
    setPending(true);
    const result = await send({ tenant_id: tenantId, refund_limit: amount }, { key: key.current }).catch(
      () => null,
    );
    setPending(false);
    if (result !== null) key.current = newKey();
    setProblem(result?.ok === true ? null : (result?.message ?? answer("failed")));
    if (result?.ok === true) showToast((toast) => toast(t("limit_saved")));
  }

  return (
    <Card>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-3">
        <Field
          label={t("limit")}
          description={t("limit_hint")}
          error={isWrong ? t("limit_wrong") : undefined}
          optional
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            maxLength={14}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
        {problem !== null && (
          <Banner tone="danger" role="alert">
            {problem}
          </Banner>
        )}
        <Button type="submit" pending={isPending} className="justify-self-start">
          {t("limit_save")}
        </Button>
      </form>
    </Card>
  );
}
