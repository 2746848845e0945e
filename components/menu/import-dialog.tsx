"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useMemo, useState } from "react";
import { v4 as newUuid } from "uuid";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Dialog } from "@/components/ui/overlay/dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { type MenuFileRead, readMenuFile } from "@/lib/menu/client/read-menu-file";
import { differencesOf, type MenuDifference } from "@/lib/menu/model/file/differences";
import { replaceContent, resolveFile } from "@/lib/menu/model/file/resolve";
import type { Menu } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface ImportDialogProps {
  menu: Menu;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => void;
}

/** Longer than for other commands: a whole menu is sent. */
const TIMEOUT_MS = 30_000;

/** Keeps its own state, so it needs a key. */
export function ImportDialog({ menu, open, onOpenChange, onChanged }: ImportDialogProps) {
  const t = useTranslations("menu.file");
  const stateText = useStateText();
  const announce = useAnnounce();
  const importMenu = useCommand("import_menu");
  const [read, setRead] = useState<MenuFileRead | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  // The menu may change while the preview is open: the differences are then those from what it says now.
  const preview = useMemo(() => {
    if (read?.ok !== true) return null;
    const content = resolveFile(read.menu, menu, newUuid);
    const edited = replaceContent(menu, content);
    return edited.ok ? { content, differences: differencesOf(menu, edited.menu) } : null;
  }, [read, menu]);

  async function choose({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const [file] = currentTarget.files ?? [];
    setProblem(null);
    if (file === undefined) return setRead(null);
    const next = await readMenuFile(file, menu.tenant.currency);
    setRead(next);
    if (!next.ok) announce(t("faults", { count: next.faults.length }));
  }

  async function confirm() {
    if (isPending || preview === null) return;
    setPending(true);
    const result = await importMenu(
      { tenant_id: menu.tenant.id, menu_version: menu.version, categories: preview.content },
      { key: newKey(), timeoutMs: TIMEOUT_MS, isLarge: true },
    ).catch(() => null);
    setPending(false);
    onChanged();
    if (result?.ok === true) {
      showToast((toast) => toast(t("done")));
      onOpenChange(false);
      return;
    }
    const message = result?.message ?? stateText("no_answer.menu");
    setProblem(message);
    announce({ message, urgent: true });
  }

  const hasDifferences = preview !== null && preview.differences.length > 0;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title={t("title")}
      description={t("lead")}
      footer={
        !hasDifferences ? undefined : (
          <Button variant="go" size="lg" pending={isPending} onClick={() => void confirm()}>
            {t("confirm")}
          </Button>
        )
      }
    >
      <div className="menu-form">
        {problem !== null && <Banner tone="warn">{problem}</Banner>}
        <Field label={t("choose")}>
          <Input
            type="file"
            accept=".csv,.json,.txt,text/csv,application/json"
            onChange={(event) => void choose(event)}
          />
        </Field>
        {read?.ok === false && (
          <Banner tone="danger" title={t("faults", { count: read.faults.length })}>
            <p>{t("faults_body")}</p>
            <ul className="menu-faults">
              {read.faults.map(({ place, problem: which, value }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list of a file never changes
                <li key={index}>
                  {place !== "" && <b>{t(read.isJson ? "place_json" : "place", { place })}</b>}
                  <bdi>{t(`problem.${which}`, { value })}</bdi>
                </li>
              ))}
            </ul>
          </Banner>
        )}
        {read?.ok === true && read.isGuessed && <Banner tone="warn">{t("guessed")}</Banner>}
        {preview !== null && (
          <>
            <p role="status">
              {hasDifferences ? t("differences", { count: preview.differences.length }) : t("same")}
            </p>
            {hasDifferences && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
              <section className="menu-preview" tabIndex={0} aria-label={t("title")}>
                <ul>
                  {preview.differences.map((one) => (
                    <DifferenceLine
                      key={`${one.kind} ${one.id}`}
                      difference={one}
                      currency={menu.tenant.currency}
                    />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

const SIGN = { added: "+", removed: "−", renamed: "~", changed: "~", moved: "↕" } as const;

function DifferenceLine({ difference, currency }: { difference: MenuDifference; currency: string }) {
  const t = useTranslations("menu.file");
  function words(): string {
    switch (difference.kind) {
      case "renamed":
        return t("renamed", { was: difference.was, name: difference.name });
      case "changed": {
        const { was, now, fields, name } = difference;
        const told = fields.map((field) =>
          field === "price"
            ? t("price_change", {
                was: formatMoney(was.price, currency),
                now: formatMoney(now.price, currency),
              })
            : t(`field.${field}`, { was: was.name }),
        );
        return t("changed", { name, fields: told.join(", ") });
      }
      default:
        return t(`${difference.kind}_${difference.of}`, { name: difference.name });
    }
  }
  return (
    <li data-kind={difference.kind}>
      <span aria-hidden="true">{SIGN[difference.kind]}</span>
      <bdi>{words()}</bdi>
    </li>
  );
}
