import { useTranslations } from "next-intl";
import type { DemoPerson } from "@/lib/demo/people";

function PersonButton({ person, callbackUrl }: { person: DemoPerson; callbackUrl: string }) {
  const t = useTranslations("auth.demo");
  const store = person.store?.name ?? "";
  return (
    <form method="post" action="/signin/demo" className="grid">
      <input type="hidden" name="email" value={person.email} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <button
        type="submit"
        className="grid content-start gap-1 rounded-lg bg-ticket p-4 text-start shadow-ticket transition-transform hover:-translate-y-0.5"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <strong className="text-lg leading-tight">{person.name}</strong>
          <span className="text-sm font-semibold">{t(`role.${person.role}`, { store })}</span>
        </span>
        <span className="text-sm text-soft">{t(`sees.${person.role}`, { store })}</span>
      </button>
    </form>
  );
}

export function DemoPeople({ people, callbackUrl }: { people: DemoPerson[]; callbackUrl: string }) {
  const t = useTranslations("auth.demo");
  return (
    <section aria-labelledby="demo-people" className="grid content-start gap-4">
      <header>
        <h2 id="demo-people" className="text-xl">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <ul className="grid gap-3 sm:grid-cols-2">
        {people.map((person) => (
          <li key={person.email} className="grid">
            <PersonButton person={person} callbackUrl={callbackUrl} />
          </li>
        ))}
      </ul>
    </section>
  );
}
