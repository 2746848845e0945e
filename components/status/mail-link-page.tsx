import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

interface MailLinkPageProps {
  purpose: "confirm" | "stop";
  outcome: "ask" | "done" | "invalid";
  /** Of the link. */
  token: string;
}

const ROUTES = { confirm: "confirm", stop: "unsubscribe" } as const;

/** A link in a mail leads here. Opening it changes nothing, because mail scanners and previews open it, too: the press does. */
export function MailLinkPage({ purpose, outcome, token }: MailLinkPageProps) {
  const t = useTranslations(`health.${purpose}`);
  const status = useTranslations("health.confirm");
  if (outcome !== "ask")
    return (
      <div className="mx-auto grid max-w-sm justify-items-start gap-4">
        <h1 className="text-3xl">{t(outcome)}</h1>
        <p>{t(`${outcome}_hint`)}</p>
        <ButtonLink href="/status">{status("status")}</ButtonLink>
      </div>
    );
  return (
    <div className="mx-auto grid max-w-sm gap-6">
      <h1 className="text-3xl">{t("title")}</h1>
      <p>{t("lead")}</p>
      <form
        method="post"
        action={`/api/status/${ROUTES[purpose]}?${new URLSearchParams({ token })}`}
        className="grid"
      >
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <input type="hidden" name="page" value="1" />
        <Button type="submit" variant="go" size="lg" className="w-full">
          {t("press")}
        </Button>
      </form>
    </div>
  );
}
