"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { payoutChannel } from "@/lib/stores/model/payout/channel";
import { type StatedPayout, setPayoutSchema } from "@/lib/stores/model/payout/schema";

interface PayoutScreenProps {
  store: { id: string; slug: string };
  stated: StatedPayout | null;
  /** False for admins, who only see it. */
  mayChange: boolean;
  /** The cursor at which it was read. */
  since: string | undefined;
}

const EMPTY = { holder: "", number: "", bank_code: "", confirm: "" };
type Name = keyof typeof EMPTY;
const LENGTHS = { holder: 70, number: 60, bank_code: 20, confirm: 40 } as const satisfies Record<
  Name,
  number
>;

/** Where payouts go, masked, and for an owner the form that changes it. What another owner states appears by itself. */
export function PayoutScreen({ store, stated, mayChange, since }: PayoutScreenProps) {
  const t = useTranslations("payout");
  const stateText = useStateText();
  const announce = useAnnounce();
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  const setPayout = useCommand("set_store_payout");
  const [kind, setKind] = useState<StatedPayout["kind"]>("iban");
  const [draft, setDraft] = useState(EMPTY);
  const [isRefused, setRefused] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useChannel(payoutChannel.of(store.id), { payout_changed: refresh, reset: refreshSoon }, { since });

  const { holder, number, bank_code, confirm } = draft;
  const read = setPayoutSchema.safeParse({
    ...{ tenant_id: store.id, confirm },
    account: kind === "iban" ? { kind, holder, number } : { kind, holder, number, bank_code },
  });
  const isFaulty = (name: Name) =>
    name === "confirm"
      ? confirm.trim() !== store.slug
      : !read.success && read.error.issues.some(({ path }) => path.includes(name));

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const isWrong = !read.success || isFaulty("confirm");
    setRefused(isWrong);
    if (isWrong) {
      const form = event.currentTarget;
      // When the errors are rendered.
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setPending(true);
    const result = await setPayout(read.data, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === true) {
      setDraft(EMPTY);
      setProblem(null);
      announce(t("saved"));
      refresh();
      return;
    }
    const message = result?.message ?? stateText("no_answer.fleet");
    setProblem(message);
    announce({ message, urgent: true });
  }

  const field = (name: Name, label: string, fault: string, hint?: string) => (
    <Field label={label} description={hint} error={isRefused && isFaulty(name) && fault} required>
      <Input
        autoComplete="off"
        maxLength={LENGTHS[name]}
        value={draft[name]}
        onChange={({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.value })}
      />
    </Field>
  );

  return (
    <div className="fleet">
      <Card className="grid gap-2">
        <h2 className="text-xl">{t("now")}</h2>
        {stated === null ? (
          <p>{t("none")}</p>
        ) : (
          <p>{t("masked", { holder: stated.holder, last: stated.last_four })}</p>
        )}
        {!mayChange && <p className="text-soft">{t("owner_only")}</p>}
      </Card>
      {mayChange && (
        <Card>
          <form
            onSubmit={(event) => void save(event)}
            className="grid gap-3"
            aria-labelledby="payout"
            noValidate
          >
            <h2 id="payout" className="text-xl">
              {t(stated === null ? "state" : "change")}
            </h2>
            <p className="text-soft">{t("told")}</p>
            <Field label={t("kind")}>
              <Select
                value={kind}
                onChange={({ currentTarget }) => setKind(currentTarget.value === "iban" ? "iban" : "account")}
              >
                <option value="iban">{t("kind_iban")}</option>
                <option value="account">{t("kind_account")}</option>
              </Select>
            </Field>
            {field("holder", t("holder"), t("holder_fault"))}
            {kind === "iban"
              ? field("number", t("iban"), t("iban_fault"))
              : field("number", t("number"), t("number_fault"))}
            {kind === "account" && field("bank_code", t("bank_code"), t("bank_code_fault"))}
            {field("confirm", t("confirm"), t("confirm_fault"), t("confirm_hint", { slug: store.slug }))}
            {problem !== null && <Banner tone="danger">{problem}</Banner>}
            <Button
              type="submit"
              size="lg"
              variant="danger"
              pending={isPending}
              className="justify-self-start"
            >
              {t("save")}
            </Button>
          </form>
        </Card>
      )}
    </div>
  );
}
