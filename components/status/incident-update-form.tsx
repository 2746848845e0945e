"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { INCIDENT_STATES, INCIDENT_TEXT_LENGTH, type IncidentState } from "@/lib/status/model/incident";

/** Publishes news of an open incident, or its end. */
export function IncidentUpdateForm({ incidentId, title }: { incidentId: string; title: string }) {
  const t = useTranslations("health.admin.update");
  const words = useTranslations("health.state");
  const stateText = useStateText();
  const updateIncident = useCommand("update_incident");
  const refresh = useRefresh();
  const [state, setState] = useState<IncidentState>("identified");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const publish = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    startTransition(async () => {
      const input = { incident_id: incidentId, state, text };
      const result = await updateIncident(input, { key: newKey() }).catch(() => null);
      setProblem(result?.ok === true ? null : (result?.message ?? stateText("no_answer.job")));
      if (result === null) return;
      if (result.ok) {
        setText("");
        showToast((toast) => toast(t("done")));
      }
      refresh();
    });
  };

  return (
    <form onSubmit={publish} className="grid grid-cols-1 gap-3 border-t border-hair pt-4">
      <Field label={t("state")}>
        <Select
          value={state}
          onChange={(event) =>
            setState(INCIDENT_STATES.find((each) => each === event.target.value) ?? "identified")
          }
        >
          {INCIDENT_STATES.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("text")} required>
        <Textarea
          value={text}
          rows={3}
          maxLength={INCIDENT_TEXT_LENGTH}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {problem !== null && (
        <Banner tone="danger" role="alert">
          {problem}
        </Banner>
      )}
      <Button
        type="submit"
        pending={isPending}
        aria-label={t("submit_named", { title })}
        className="justify-self-start"
      >
        {t("submit")}
      </Button>
    </form>
  );
}
