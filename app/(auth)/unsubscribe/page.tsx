import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { noticeKindSchema } from "@/lib/notifications/model/kinds";
import { readUnsubscribeToken } from "@/lib/notifications/server/mail/unsubscribe-token";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("notifications.unsubscribe"))("title"),
    robots: { index: false },
    // The URL holds the signature. "no-referrer" would also hide the form's origin.
    referrer: "same-origin",
  };
}

const askedSchema = z.object({
  token: z.string().max(200).optional().catch(undefined),
  done: z.optional(noticeKindSchema).catch(undefined),
});

/** The link at the foot of a mail leads here. Opening the page changes nothing, because mail scanners and previews open it, too. */
export default async function UnsubscribePage({ searchParams }: PageProps<"/unsubscribe">) {
  const t = await getTranslations("notifications.unsubscribe");
  const { token = "", done } = askedSchema.parse(await searchParams);
  const settings = <ButtonLink href="/settings#notifications">{t("settings")}</ButtonLink>;
  if (done !== undefined)
    return (
      <div className="mx-auto grid max-w-sm justify-items-start gap-4">
        <h1 className="text-3xl">{t("done", { kind: t(`kind.${done}`) })}</h1>
        <p>{t("done_hint")}</p>
        {settings}
      </div>
    );
  const which = readUnsubscribeToken(token);
  if (which === null)
    return (
      <div className="mx-auto grid max-w-sm justify-items-start gap-4">
        <h1 className="text-3xl">{t("invalid")}</h1>
        <p>{t("invalid_hint")}</p>
        {settings}
      </div>
    );
  return (
    <div className="mx-auto grid max-w-sm gap-6">
      <h1 className="text-3xl">{t("title")}</h1>
      <p>{t("lead", { kind: t(`kind.${which.kind}`) })}</p>
      <form
        method="post"
        action={`/api/notifications/unsubscribe?${new URLSearchParams({ token })}`}
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
