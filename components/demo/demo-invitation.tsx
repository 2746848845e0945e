import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { originOf } from "@/lib/auth/sign-in/origin";
import { findDemoPerson } from "@/lib/demo/people";
import { otherLoopback } from "./other-loopback";

const CUSTOMER = "lena@demo.test";
const PARTNER = "ana@demo.test";

function asPerson(origin: string, email: string, to: string): string {
  return `${origin}/demo/as/${email}?${new URLSearchParams({ to })}`;
}

interface StepProps {
  number: number;
  title: string;
  text: string;
  children?: ReactNode;
}

function Step({ number, title, text, children }: StepProps) {
  return (
    <li className="flex gap-4">
      <span aria-hidden="true" className="font-mono text-4xl leading-none font-bold">
        {number}
      </span>
      <div className="flex flex-1 flex-col gap-3">
        <div>
          <h3 className="text-lg">{title}</h3>
          <p className="mt-1 text-soft">{text}</p>
        </div>
        {/* Keeps the buttons of all steps on one line. */}
        <div className="mt-auto">{children}</div>
      </div>
    </li>
  );
}

interface OpenAsProps {
  href: string;
  /** One button of a page is the next step. */
  variant: "go" | "outline";
  children: ReactNode;
}

function OpenAs({ href, variant, children }: OpenAsProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className={`${buttonVariants({ variant, size: "lg" })} w-full text-center`}
    >
      {children}
    </a>
  );
}

/** A browser keeps one sign-in for each host name, so the customer uses one loopback name and the restaurant the other. */
export async function DemoInvitation() {
  const [customer, partner] = await Promise.all([findDemoPerson(CUSTOMER), findDemoPerson(PARTNER)]);
  if (customer === null || partner?.store == null) return null;
  const t = await getTranslations("demo.invitation");
  const here = originOf(await headers());
  const there = otherLoopback(here);
  const store = partner.store.name;
  const board = asPerson(there ?? here, partner.email, `/partner/${partner.store.slug}`);
  return (
    <Card aria-labelledby="invitation" className="grid gap-6 sm:p-7">
      <header>
        <h2 id="invitation" className="text-2xl">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <ol className="grid gap-x-10 gap-y-6 lg:grid-cols-3">
        <Step
          number={1}
          title={t("steps.customer.title")}
          text={t("steps.customer.text", { name: customer.name })}
        >
          <OpenAs variant="go" href={asPerson(here, customer.email, `/${partner.store.slug}`)}>
            {t("steps.customer.button", { name: customer.name })}
          </OpenAs>
        </Step>
        <Step
          number={2}
          title={t("steps.partner.title")}
          text={t("steps.partner.text", { name: partner.name, store })}
        >
          {there === null ? (
            <p>
              <span>{`${t("one_name", { host: new URL(here).host })} `}</span>
              <code className="break-all">{board}</code>
            </p>
          ) : (
            <OpenAs variant="outline" href={board}>
              {t("steps.partner.button", { name: partner.name, store })}
            </OpenAs>
          )}
        </Step>
        <Step number={3} title={t("steps.watch.title")} text={t("steps.watch.text", { store })} />
      </ol>
      {there !== null && (
        <p className="text-sm text-soft">
          {t("why_two_names", { here: new URL(here).hostname, there: new URL(there).hostname })}
        </p>
      )}
    </Card>
  );
}
