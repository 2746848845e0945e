import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Textarea } from "@/components/ui/form/textarea";
import { APPEAL_LENGTH } from "@/lib/auth/model/bans";
import { currentBan } from "@/lib/auth/server/current-ban";
import { PAGE_USER } from "@/lib/http/page/statement";
import { readOwnAppeal } from "@/lib/platform/server/people/appeals";
import { listExports } from "@/lib/privacy/server/queries";
import { formatDate } from "@/lib/text/format";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.appeal"))("title"), robots: { index: false } };
}

const askedSchema = z.object({
  problem: z.enum(["empty", "limited", "export_recent", "not_erased"]).optional().catch(undefined),
});

/** For a banned person who has signed in: why, the one appeal, and what a ban does not take. */
export default async function AppealPage({ searchParams }: PageProps<"/appeal">) {
  const ban = await currentBan();
  if (ban === null) notFound();
  const { problem } = askedSchema.parse(await searchParams);
  const t = await getTranslations("auth.appeal");
  const [appeal, exports] = await Promise.all([readOwnAppeal(ban), listExports(ban.userId)]);
  // The cookie may name another person at the press.
  const statement = <input type="hidden" name={PAGE_USER} value={ban.userId} />;
  return (
    <div className="mx-auto grid max-w-prose gap-6">
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead", { date: formatDate(ban.bannedAt.toISOString(), "UTC") })}</p>
      </header>
      <section aria-labelledby="ban-reason">
        <h2 id="ban-reason" className="text-xl">
          {t("reason")}
        </h2>
        <p dir="auto" className="mt-1 whitespace-pre-wrap wrap-anywhere">
          {ban.reason}
        </p>
      </section>
      {problem !== undefined && <Banner tone="danger">{t(`problem.${problem}`)}</Banner>}
      {appeal === null ? (
        <form method="post" action="/appeal/send" className="grid gap-4">
          {statement}
          <Field label={t("message")} description={t("message_hint")} required>
            <Textarea name="message" rows={8} maxLength={APPEAL_LENGTH} required />
          </Field>
          <Button type="submit" variant="go" size="lg" className="justify-self-start">
            {t("send")}
          </Button>
        </form>
      ) : (
        <section aria-labelledby="own-appeal" className="grid gap-3">
          <h2 id="own-appeal" className="text-xl">
            {t("own")}
          </h2>
          <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
            {appeal.message}
          </p>
          {appeal.answered_at === null ? (
            <Banner tone="info">{t("waits")}</Banner>
          ) : (
            <Banner tone="warn" title={t("upheld")}>
              {appeal.answer}
            </Banner>
          )}
        </section>
      )}
      <section aria-labelledby="own-data" className="grid gap-4">
        <h2 id="own-data" className="text-xl">
          {t("data.title")}
        </h2>
        <p className="text-soft">{t("data.lead")}</p>
        {exports.length > 0 && (
          <ul className="grid gap-2">
            {exports.map(({ id, asked_at, ready_at }) => {
              const words = { date: formatDate(asked_at, "UTC") };
              return (
                <li key={id}>
                  {ready_at === null ? (
                    <span className="text-soft">{t("data.building", words)}</span>
                  ) : (
                    <a href={`/appeal/export/${id}`} download>
                      {t("data.download", words)}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        <form method="post" action="/appeal/export">
          {statement}
          <Button type="submit">{t("data.export")}</Button>
        </form>
        <form method="post" action="/appeal/erase" className="grid gap-4">
          {statement}
          <Field label={t("data.email")} description={t("data.email_hint")} required>
            <Input name="email" type="email" autoComplete="off" maxLength={320} required />
          </Field>
          <Button type="submit" variant="danger" className="justify-self-start">
            {t("data.erase")}
          </Button>
        </form>
      </section>
      <form method="post" action="/signout">
        {statement}
        <Button type="submit">{t("sign_out")}</Button>
      </form>
    </div>
  );
}
