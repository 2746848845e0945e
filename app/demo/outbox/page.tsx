import { Mail, Send, Smartphone } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/feedback/badge";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { listOutbox, type OutboxMessage } from "@/lib/notifications/server/outbox";
import { formatDateTime } from "@/lib/text/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("demo.outbox"))("title") };
}

const REASONS = ["seen", "superseded", "over", "off", "stale", "role"] as const;

async function Message({ message }: { message: OutboxMessage }) {
  const t = await getTranslations("demo.outbox");
  const { channel, state, reason, recipient, title, message: body, action_url, stop_url, at } = message;
  const known = REASONS.find((each) => each === reason);
  const time = `${formatDateTime(at, "UTC")} UTC`;
  const Icon = channel === "push" ? Smartphone : Mail;
  return (
    <Card className="grid gap-2">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Badge>
          <Icon aria-hidden="true" className="size-4" />
          <span>{t(channel)}</span>
        </Badge>
        <Badge
          variant={state === "sent" ? "solid" : "plain"}
          data-stage={state === "sent" ? "done" : undefined}
        >
          {t(`state.${state}`)}
        </Badge>
      </header>
      <h2 className="text-lg">{title}</h2>
      <p className="max-w-prose">{body}</p>
      <p className="text-sm text-soft">
        <span>{`${t("to")} `}</span>
        <strong className="text-ink">{recipient}</strong>
        <span>{" · "}</span>
        <time dateTime={at}>{state === "waiting" ? t("due", { time }) : time}</time>
      </p>
      {known !== undefined && <p className="text-sm text-soft">{t(`reason.${known}`)}</p>}
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        {action_url !== null && (
          <a href={action_url} className="underline">
            {t("open")}
          </a>
        )}
        {stop_url !== null && (
          <a href={stop_url} className="underline">
            {t("stop")}
          </a>
        )}
      </p>
    </Card>
  );
}

export default async function OutboxPage() {
  const t = await getTranslations("demo.outbox");
  const messages = await listOutbox();
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
        <p className="mt-3 flex flex-wrap gap-2">
          <ButtonLink href="/demo/outbox" size="sm" prefetch={false}>
            {t("refresh")}
          </ButtonLink>
          <ButtonLink href="/demo/mailbox" size="sm" prefetch={false}>
            {t("mailbox")}
          </ButtonLink>
        </p>
      </header>
      {messages.length === 0 ? (
        <EmptyState icon={<Send />} title={t("none")} actions={<ButtonLink href="/">{t("home")}</ButtonLink>}>
          {t("none_hint")}
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {messages.map((message) => (
            <li key={message.id}>
              <Message message={message} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
