import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { type DemoMail, listDemoMail } from "@/lib/demo/mailbox";
import { isDemo } from "@/lib/env";
import { formatDateTime } from "@/lib/text/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("demo.mailbox"))("title") };
}

async function Letter({ mail }: { mail: DemoMail }) {
  const t = await getTranslations("demo.mailbox");
  return (
    <Card className="grid gap-3">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg">{mail.subject}</h2>
        <time dateTime={mail.created_at} className="text-sm text-soft">
          {`${formatDateTime(mail.created_at, "UTC")} UTC`}
        </time>
      </header>
      <p className="text-sm text-soft">
        <span>{`${t("to")} `}</span>
        <strong className="text-ink">{mail.recipient}</strong>
      </p>
      <p className="max-w-prose whitespace-pre-line">{mail.body}</p>
      {mail.link !== null && (
        // A plain link: a mail program does not prefetch either.
        <a href={mail.link} className={`${buttonVariants({ variant: "go" })} justify-self-start`}>
          {t("open")}
        </a>
      )}
    </Card>
  );
}

export default async function MailboxPage() {
  const t = await getTranslations("demo.mailbox");
  const letters = isDemo() ? await listDemoMail() : [];
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
        <p className="mt-3">
          <ButtonLink href="/demo/outbox" size="sm" prefetch={false}>
            {t("outbox")}
          </ButtonLink>
        </p>
      </header>
      {letters.length === 0 ? (
        <EmptyState
          icon={<Inbox />}
          title={t("none")}
          actions={<ButtonLink href="/signin">{t("sign_in")}</ButtonLink>}
        >
          {t("none_hint")}
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {letters.map((mail) => (
            <li key={mail.id}>
              <Letter mail={mail} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
