"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type Impact, INCIDENT_TEXT_LENGTH, INCIDENT_TITLE_LENGTH } from "@/lib/status/model/incident";

const IMPACTS: readonly Impact[] = ["degraded", "down"];

/** Reports a new incident to everyone. */
export function IncidentForm() {
  const t = useTranslations("health.admin.new");
  const words = useTranslations("health.page.incidents.impact");
  const stateText = useStateText();
  const openIncident = useCommand("open_incident");
  const refresh = useRefresh();
  const [title, setTitle] = useState("");
  const [impact, setImpact] = useState<Impact>("degraded");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const report = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const result = await openIncident({ title, impact, text }, { key: newKey() }).catch(() => null);
      setProblem(result?.ok === true ? null : (result?.message ?? stateText("no_answer.job")));
      if (result?.ok !== true) return;
      setTitle("");
      setText("");
      showToast((toast) => toast(t("done")));
      refresh();
    });
  };

  return (
    <Card aria-labelledby="report">
      <form onSubmit={report} className="grid grid-cols-1 gap-4">
        <h2 id="report" className="text-xl">
          {t("title")}
        </h2>
        <Field label={t("name")} description={t("name_hint")} required>
          <Input
            value={title}
            maxLength={INCIDENT_TITLE_LENGTH}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <Field label={t("impact")}>
          <Select
            value={impact}
            onChange={(event) => setImpact(IMPACTS.find((each) => each === event.target.value) ?? "degraded")}
          >
            {IMPACTS.map((each) => (
              <option key={each} value={each}>
                {words(each)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("text")} description={t("text_hint")} required>
          <Textarea
            value={text}
            rows={4}
            maxLength={INCIDENT_TEXT_LENGTH}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        {problem !== null && (
          <Banner tone="danger" role="alert">
            {problem}
          </Banner>
        )}
        <Button type="submit" variant="go" pending={isPending} className="justify-self-start">
          {t("submit")}
        </Button>
      </form>
    </Card>
  );
}
