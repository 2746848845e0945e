import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AdminSearch } from "@/components/admin/admin-search";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { OlderPages } from "@/components/admin/older-pages";
import { PersonBadges } from "@/components/admin/people/person-badges";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { PERSON_SEARCH_LENGTH } from "@/lib/platform/model/people";
import { listPeople } from "@/lib/platform/server/people/queries";
import { readLive } from "@/lib/server/read-live";
import { formatDate } from "@/lib/text/format";
import { givenText } from "@/lib/text/given-text";

const PATH = "/admin/users";

const querySchema = z.object({
  q: z.catch(givenText(PERSON_SEARCH_LENGTH), ""),
  cursor: z.string().max(80).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.people"))("title") };
}

export default async function UsersPage({ searchParams }: PageProps<"/admin/users">) {
  const viewer = await requireAdmin(PATH);
  const { q, cursor } = querySchema.parse(await searchParams);
  const t = await getTranslations("admin.people");
  const { data, since } = await readLive(async () => ({
    found: await listPeople(viewer, { search: q, cursor }),
    readAt: Date.now(),
  }));
  const { found, readAt } = data;
  if (found === null) notFound();
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <AdminSearch key={q} path={PATH} label={t("search")} search={q} maxLength={PERSON_SEARCH_LENGTH} />
      {found.people.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t("nothing_title")}>
          {t("nothing_body")}
        </EmptyState>
      ) : (
        <table className="admin-table">
          <caption className="sr-only">{t("list")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("person")}</th>
              <th scope="col">{t("email")}</th>
              <th scope="col">{t("roles")}</th>
              <th scope="col">{t("since")}</th>
            </tr>
          </thead>
          <tbody>
            {found.people.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  <Link href={`${PATH}/${person.id}`} prefetch={false} translate="no">
                    {person.name ?? person.email}
                  </Link>
                </th>
                <td translate="no">{person.email}</td>
                <td>
                  <PersonBadges person={person} />
                </td>
                <td>
                  <time dateTime={person.created_at.toISOString()}>
                    {formatDate(person.created_at.toISOString(), "UTC")}
                  </time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <OlderPages path={PATH} filter={{}} isOlder={cursor !== undefined} nextCursor={found.next_cursor} />
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
