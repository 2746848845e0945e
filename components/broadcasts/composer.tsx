"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { showToast } from "@/hooks/browser/show-toast";
import { useNow } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { phaseOf } from "@/lib/broadcasts/model/phase";
import { type Broadcast, KINDS } from "@/lib/broadcasts/model/schema";
import { BroadcastBanner } from "./broadcast-banner";
import { BroadcastFields } from "./broadcast-fields";
import { type Draft, draftOf, EMPTY_DRAFT, inputOf, previewOf } from "./draft";

interface ComposerProps {
  /** Null: a new broadcast. */
  corrected: Broadcast | null;
  renderedAt: number;
  /** Called after it was saved, or when the correction is given up. */
  onDone: () => void;
}

const fieldOf = (name: string) => name.split(".").at(-1) ?? name;

export function Composer({ corrected, renderedAt, onDone }: ComposerProps) {
  const t = useTranslations("broadcasts.admin");
  const common = useTranslations("common");
  const stateText = useStateText();
  const refresh = useRefresh();
  const send = useCommand("send_broadcast");
  const correct = useCommand("correct_broadcast");
  const now = useNow(renderedAt);
  const [draft, setDraft] = useState<Draft>(() => (corrected === null ? EMPTY_DRAFT : draftOf(corrected)));
  const [key, setKey] = useState(newKey);
  const [isPending, setPending] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const hasBegun = corrected !== null && phaseOf(corrected, now) === "in_force";
  const isScheduled = draft.startsAt !== "" && !hasBegun;
  const isEmpty = draft.content.trim() === "" || (draft.kind !== "maintenance" && draft.title.trim() === "");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const input = inputOf(draft);
    const result = await (corrected === null
      ? send(input, { key })
      : correct({ id: corrected.id, version: corrected.version, broadcast: input }, { key })
    ).catch(() => null);
    setPending(false);
    // The same key after no answer: it is sent once.
    if (result !== null) setKey(newKey());
    if (result?.ok !== true) {
      const fields = Object.entries(result?.fieldErrors ?? {});
      setErrors(Object.fromEntries(fields.map(([name, text]) => [fieldOf(name), text])));
      setProblem(result?.message ?? stateText("no_answer.fleet"));
      return;
    }
    const done = corrected === null ? (isScheduled ? "scheduled_done" : "sent") : "corrected";
    showToast((toast) => toast(t(done)));
    setErrors({});
    setProblem(null);
    setDraft(EMPTY_DRAFT);
    onDone();
    refresh();
  };

  return (
    <Card aria-labelledby="compose" className="grid grid-cols-1 gap-4">
      <h2 id="compose" tabIndex={-1} className="text-xl">
        {t(corrected === null ? "compose" : "correct_title")}
      </h2>
      <form className="broadcast-form" onSubmit={(event) => void submit(event)}>
        {corrected === null && (
          <RadioCards
            legend={t("kind")}
            name="kind"
            value={draft.kind}
            onValueChange={(kind) => change({ kind })}
            options={KINDS.map((value) => ({
              value,
              label: t(`kinds.${value}`),
              description: t(`kind_hints.${value}`),
            }))}
          />
        )}
        <BroadcastFields draft={draft} change={change} errors={errors} hasBegun={hasBegun} />
        <section aria-labelledby="preview" className="grid gap-2">
          <h3 id="preview" className="field-label">
            {t("preview")}
          </h3>
          {isEmpty ? (
            <p className="text-soft">{t("preview_empty")}</p>
          ) : (
            <BroadcastBanner broadcast={previewOf(draft, now)} now={now} />
          )}
        </section>
        {problem !== null && (
          <Banner tone="danger" role="alert">
            {problem}
          </Banner>
        )}
        <div className="broadcast-buttons">
          {corrected !== null && <Button onClick={onDone}>{common("cancel")}</Button>}
          <Button type="submit" variant="go" pending={isPending}>
            {t(corrected === null ? (isScheduled ? "schedule" : "send") : "save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
