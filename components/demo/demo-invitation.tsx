import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { originOf } from "@/lib/auth/sign-in/origin";
import { findDemoPerson } from "@/lib/demo/people";
import { otherLoopback, thirdLoopback } from "./other-loopback";

const CUSTOMER = "lena@demo.test";
const PARTNER = "ana@demo.test";
const RIDER = "rita@demo.test";

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

/** The address for another browser, where this one has a single name of the host. */
async function OneName({ host, address }: { host: string; address: string }) {
  const t = await getTranslations("demo.invitation");
  return (
    <p>
      <span>{`${t("one_name", { host })} `}</span>
      <code className="break-all">{address}</code>
    </p>
  );
}

/** A browser keeps one sign-in for each host name, so each of the three sides uses another name of the loopback. */
export async function DemoInvitation() {
  const [customer, partner, rider] = await Promise.all([CUSTOMER, PARTNER, RIDER].map(findDemoPerson));
  if (customer == null || partner?.store == null) return null;
  const t = await getTranslations("demo.invitation");
  const here = originOf(await headers());
  const there = otherLoopback(here);
  const store = partner.store.name;
  const board = asPerson(there ?? here, partner.email, `/partner/${partner.store.slug}`);
  const third = thirdLoopback(here);
  const ride = asPerson(third ?? here, RIDER, "/rider");
  // A demo that was started before there were riders may have none.
  const hasRider = rider?.role === "rider";
  return (
    <Card aria-labelledby="invitation" className="grid gap-6 sm:p-7">
      <header>
        <h2 id="invitation" className="text-2xl">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <ol className="grid gap-x-10 gap-y-6 sm:grid-cols-2 xl:grid-cols-4">
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
            <OneName host={new URL(here).host} address={board} />
          ) : (
            <OpenAs variant="outline" href={board}>
              {t("steps.partner.button", { name: partner.name, store })}
            </OpenAs>
          )}
        </Step>
        {hasRider && (
          <Step number={3} title={t("steps.rider.title")} text={t("steps.rider.text", { name: rider.name })}>
            {third === null ? (
              <OneName host={new URL(here).host} address={ride} />
            ) : (
              <OpenAs variant="outline" href={ride}>
                {t("steps.rider.button", { name: rider.name })}
              </OpenAs>
            )}
          </Step>
        )}
        <Step
          number={hasRider ? 4 : 3}
          title={t("steps.watch.title")}
          text={t("steps.watch.text", { store })}
        />
      </ol>
      {there !== null && (
        <p className="text-sm text-soft">
          {hasRider && third !== null
            ? t("why_three_names", {
                here: new URL(here).hostname,
                there: new URL(there).hostname,
                third: new URL(third).hostname,
              })
            : t("why_two_names", { here: new URL(here).hostname, there: new URL(there).hostname })}
        </p>
      )}
    </Card>
  );
}
