import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { DropConnections } from "@/components/platform/drop-connections";
import { RereadPage } from "@/components/platform/reread-page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { readConnections } from "@/lib/platform/server/connections";
import { formatDateTime } from "@/lib/text/format";

const PATH = "/admin/connections";

const askedSchema = z.object({ person: z.string().max(320).optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.connections"))("title") };
}

export default async function ConnectionsPage({ searchParams }: PageProps<"/admin/connections">) {
  const viewer = await requireAdmin(PATH);
  const asked = askedSchema.parse(await searchParams).person?.trim() || undefined;
  const t = await getTranslations("admin.connections");
  const read = await readConnections(viewer, asked ?? null);
  if (read === null) notFound();
  const { instances, connections, people, person, readAt } = read;
  const name = person === null ? "" : (person.name ?? person.email);
  return (
    <div className="mx-auto grid max-w-3xl grid-cols-1 gap-6">
      <ContentUser />
      <RereadPage readAt={readAt} />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
        <p className="mt-2 text-lg font-semibold">{t("total", { connections, people })}</p>
      </header>
      <Card aria-labelledby="instances" className="grid grid-cols-1 gap-3">
        <h2 id="instances" className="text-xl">
          {t("instances.title")}
        </h2>
        <table className="status-table">
          <thead>
            <tr>
              <th scope="col">{t("instances.name")}</th>
              <th scope="col">{t("instances.since")}</th>
              <th scope="col">{t("instances.streams")}</th>
            </tr>
          </thead>
          <tbody>
            {instances.map(({ id, startedAt, isHere, connections: streams }) => (
              <tr key={id}>
                <th scope="row" className="break-all">
                  <code className="text-sm" translate="no">
                    {id}
                  </code>
                  {isHere && <small className="block text-soft">{t("instances.here")}</small>}
                </th>
                <td>
                  <time dateTime={startedAt}>{`${formatDateTime(startedAt, "UTC")} UTC`}</time>
                </td>
                <td>{streams}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card aria-labelledby="person" className="grid grid-cols-1 gap-4">
        <h2 id="person" className="text-xl">
          {t("person.title")}
        </h2>
        <form action={PATH} className="grid grid-cols-1 gap-3">
          <Field label={t("person.label")} required>
            <Input name="person" defaultValue={asked} maxLength={320} autoComplete="off" />
          </Field>
          <Button type="submit" className="justify-self-start">
            {t("person.submit")}
          </Button>
        </form>
        {asked !== undefined && person === null && <p role="status">{t("person.none")}</p>}
        {person !== null && (
          <div className="grid grid-cols-1 gap-3 border-t border-hair pt-4">
            <p role="status" className="font-semibold break-words">
              {person.connections > 0
                ? t("person.connected", { name, connections: person.connections })
                : t("person.not_connected", { name })}
            </p>
            {person.connections > 0 && <DropConnections userId={person.id} />}
          </div>
        )}
      </Card>
    </div>
  );
}
