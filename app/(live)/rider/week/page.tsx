import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { LeaderboardPart } from "@/components/riders/leaderboard-part";
import { PayTerms, WeekDays, WeekSumsList, WeekTrips } from "@/components/riders/week-tables";
import { ButtonLink } from "@/components/ui/button-link";
import { queryable } from "@/lib/db/client";
import { weekAt, weekSchema, weeksLater } from "@/lib/riders/model/week";
import { listLeaderboard } from "@/lib/riders/server/leaderboard";
import { requireRider } from "@/lib/riders/server/require-rider";
import { readRiderWeek } from "@/lib/riders/server/rider-week";
import "@/components/riders/riders.css";

const PATH = "/rider/week";

const querySchema = z.object({ week: z.catch(z.optional(weekSchema), undefined) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riders.week"))("title") };
}

export default async function WeekPage({ searchParams }: PageProps<"/rider/week">) {
  const viewer = await requireRider(PATH);
  const now = Date.now();
  const { week: asked } = querySchema.parse(await searchParams);
  const [week, leaderboard] = await Promise.all([
    readRiderWeek(await queryable(), viewer.userId, asked, now),
    listLeaderboard(viewer, now),
  ]);
  const chosen = week.week;
  const present = weekAt(now, week.timeZone);
  const t = await getTranslations("riders.week");
  return (
    <div className="week-page">
      <ContentUser />
      <header className="grid gap-3">
        <h1 className="text-3xl">{t("of", { week: Number(chosen.slice(6)), year: chosen.slice(0, 4) })}</h1>
        <div className="week-choice">
          <ButtonLink href={`${PATH}?week=${weeksLater(chosen, -1)}`} prefetch={false}>
            {t("earlier")}
          </ButtonLink>
          {chosen < present && (
            <ButtonLink href={`${PATH}?week=${weeksLater(chosen, 1)}`} prefetch={false}>
              {t("later")}
            </ButtonLink>
          )}
          <a className="button button-outline button-md" href={`/api/riders/me/week?week=${chosen}`} download>
            {t("csv")}
          </a>
        </div>
      </header>
      <WeekSumsList week={week} />
      <WeekDays week={week} />
      <section aria-labelledby="trips" className="grid gap-3">
        <h2 id="trips" className="text-xl">
          {t("each_trip")}
        </h2>
        <WeekTrips week={week} />
        <PayTerms currency={week.currency} />
      </section>
      {leaderboard !== null && (
        <LeaderboardPart key={String(leaderboard.isOn)} isOn={leaderboard.isOn} rows={leaderboard.rows} />
      )}
    </div>
  );
}
