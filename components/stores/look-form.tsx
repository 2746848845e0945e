"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Cloth } from "@/components/shop/cloth/cloth";
import { Plates } from "@/components/shop/plate/plate";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Glyph } from "@/lib/menu/model/glyphs";
import { CLOTH_COLOURS, CLOTH_PATTERNS, type StoreLook } from "@/lib/stores/model/look";
import "./look-form.css";

export interface LookFormProps {
  store: { id: string; name: string };
  look: StoreLook;
  glyphs: readonly Glyph[];
}

/** Shows the cloth as guests will see it; they see it once it is saved. */
export function LookForm({ store, look: fromServer, glyphs }: LookFormProps) {
  const t = useTranslations("partner.look");
  const stateText = useStateText();
  const announce = useAnnounce();
  const updateLook = useCommand("update_store_look");
  const [saved, setSaved] = useState(fromServer);
  const [look, setLook] = useState(fromServer);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSaved = saved.cloth_pattern === look.cloth_pattern && saved.cloth_colours === look.cloth_colours;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const result = await updateLook({ tenant_id: store.id, ...look }, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === true) {
      setSaved(result.data);
      setProblem(null);
      announce(t("saved"));
      return;
    }
    const message = result?.message ?? stateText("no_answer.look");
    setProblem(message);
    announce({ message, urgent: true });
  }

  const choice = <Name extends keyof StoreLook>(field: Name, value: StoreLook[Name], name: string) => (
    <label key={value} className="look-choice">
      <input
        type="radio"
        name={field}
        value={value}
        checked={look[field] === value}
        onChange={() => setLook({ ...look, [field]: value })}
      />
      <Cloth look={{ ...look, [field]: value }} className="look-swatch" />
      <span>{name}</span>
    </label>
  );

  return (
    <form onSubmit={(event) => void save(event)} className="look-form">
      <div className="grid content-start gap-6">
        <fieldset>
          <legend>{t("pattern.legend")}</legend>
          <div className="look-choices">
            {CLOTH_PATTERNS.map((pattern) => choice("cloth_pattern", pattern, t(`pattern.${pattern}`)))}
          </div>
        </fieldset>
        <fieldset>
          <legend>{t("colours.legend")}</legend>
          <div className="look-choices">
            {CLOTH_COLOURS.map((colours) => choice("cloth_colours", colours, t(`colours.${colours}`)))}
          </div>
        </fieldset>
      </div>
      <div className="look-side">
        <figure className="card overflow-hidden p-0">
          <Cloth look={look} className="look-preview">
            <Plates glyphs={glyphs} />
          </Cloth>
          <figcaption className="grid gap-1 p-4 pt-5">
            <bdi className="font-bold text-2xl">{store.name}</bdi>
            <span className="text-soft">{t("preview")}</span>
          </figcaption>
        </figure>
        {problem !== null && <Banner tone="danger">{problem}</Banner>}
        <Button type="submit" variant="go" size="lg" pending={isPending}>
          {t("save")}
        </Button>
        <p className="text-soft">{t(isSaved ? "is_saved" : "is_unsaved")}</p>
      </div>
    </form>
  );
}
