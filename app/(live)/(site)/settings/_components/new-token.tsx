"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/hooks/browser/use-announce";
import type { CreatedToken } from "@/lib/auth/model/tokens";
import { formatDate } from "@/lib/text/format";

export function NewToken({ created, onDone }: { created: CreatedToken; onDone: () => void }) {
  const t = useTranslations("settings.tokens.created");
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);

  useEffect(() => field.current?.select(), []);

  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(created.secret);
      setCopied(true);
      announce(t("copied"));
    } catch {
      // The text stays selected, to be copied by hand.
    }
  };

  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-3 border-t border-hair pt-5">
      <header>
        <h3 id={`${id}-title`} className="text-lg">
          {t("title")}
        </h3>
        <p id={`${id}-lead`} className="mt-1 text-soft">
          {`${t("lead")} ${t("valid_until", { date: formatDate(created.token.expires_at, "UTC") })}`}
        </p>
      </header>
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          value={created.secret}
          aria-label={t("label", { name: created.token.name })}
          aria-describedby={`${id}-lead`}
          className="input min-w-0 flex-1 basis-80 font-mono text-sm"
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>
          {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span>{isCopied ? t("copied") : t("copy")}</span>
        </Button>
      </div>
      <Button variant="go" onClick={onDone} className="justify-self-start">
        {t("done")}
      </Button>
    </section>
  );
}
