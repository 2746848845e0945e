"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { removeDataOf } from "@/hooks/browser/personal-data";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

/** Erases the account after its address was typed, and leads to the first page as a visitor. */
export function EraseAccount({ userId, email }: { userId: string; email: string }) {
  const t = useTranslations("settings.data.erase");
  const stateText = useStateText();
  const eraseAccount = useCommand("erase_account");
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const erase = () =>
    startTransition(async () => {
      const result = await eraseAccount({ email: typed }, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) {
        setProblem(result?.message ?? stateText("no_answer.job"));
        return;
      }
      removeDataOf(userId);
      // A full load: nothing of this person stays in memory.
      location.assign("/");
    });

  return (
    <section aria-labelledby="erase" className="grid grid-cols-1 gap-3 border-t border-hair pt-4">
      <h3 id="erase" className="text-lg">
        {t("title")}
      </h3>
      <p className="text-soft">{t("lead")}</p>
      <Button variant="danger" className="justify-self-start" onClick={() => setOpen(true)}>
        {t("start")}
      </Button>
      <ConfirmDialog
        danger
        open={isOpen}
        onOpenChange={setOpen}
        title={t("sure")}
        description={t("lead")}
        confirmLabel={t("confirm")}
        cancelLabel={t("keep")}
        onConfirm={erase}
        pending={isPending}
      >
        <div className="grid grid-cols-1 gap-3">
          <Field label={t("email", { email })} required>
            <Input
              type="email"
              value={typed}
              autoComplete="off"
              maxLength={320}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          {problem !== null && (
            <Banner tone="danger" role="alert">
              {problem}
            </Banner>
          )}
        </div>
      </ConfirmDialog>
    </section>
  );
}
