import { useTranslations } from "next-intl";
import { PAY } from "@/lib/riders/model/pay";
import { type Money, type RiderWeek, totalOf, type WeekSums } from "@/lib/riders/model/week";
import { formatMoney, formatTime } from "@/lib/text/format";

const HOUR_MS = 3_600_000;

/** Noon in UTC is the same day everywhere that riders ride. */
const dateOf = (date: string) =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${date}T12:00:00Z`));

function useAmounts() {
  const t = useTranslations("riders.week");
  return {
    hours: ({ onShiftMs }: WeekSums) => t("hours_value", { hours: onShiftMs / HOUR_MS }),
    waiting: ({ waitedSeconds }: { waitedSeconds: number }) =>
      t("minutes_value", { minutes: Math.round(waitedSeconds / 60) }),
    earned: (sums: readonly Money[]) =>
      sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(" + "),
  };
}

export function WeekSumsList({ week: { sums } }: { week: RiderWeek }) {
  const t = useTranslations("riders.week");
  const { hours, waiting, earned } = useAmounts();
  const tiles = [
    ["earned", earned(sums.earned)],
    ["hours", hours(sums)],
    ["trips", String(sums.trips)],
    ["waiting", waiting(sums)],
  ] as const;
  return (
    <dl className="week-sums">
      {tiles.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function WeekDays({ week: { days } }: { week: RiderWeek }) {
  const t = useTranslations("riders.week");
  const { hours, waiting, earned } = useAmounts();
  return (
    <div className="week-scroll">
      <table className="week-table">
        <caption className="sr-only">{t("days")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            <th scope="col">{t("hours")}</th>
            <th scope="col">{t("trips")}</th>
            <th scope="col">{t("waiting")}</th>
            <th scope="col">{t("earned")}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{dateOf(day.date)}</th>
              <td>{hours(day)}</td>
              <td>{day.trips}</td>
              <td>{waiting(day)}</td>
              <td>{earned(day.earned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function WeekTrips({ week: { days, timeZone } }: { week: RiderWeek }) {
  const t = useTranslations("riders.week");
  const trips = days.flatMap(({ date, list }) => list.map((trip) => ({ date, trip })));
  // The column is there for weeks that have one.
  const hasTips = trips.some(({ trip }) => trip.tip !== 0);
  if (trips.length === 0) return <p className="text-soft">{t("no_trips")}</p>;
  return (
    <div className="week-scroll">
      <table className="week-table">
        <caption className="sr-only">{t("each_trip")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("trip")}</th>
            <th scope="col">{t("orders")}</th>
            <th scope="col">{t("distance")}</th>
            <th scope="col">{t("base_and_distance")}</th>
            <th scope="col">{t("waiting")}</th>
            {hasTips && <th scope="col">{t("tip")}</th>}
            <th scope="col">{t("total")}</th>
          </tr>
        </thead>
        <tbody>
          {trips.map(({ date, trip }) => (
            <tr key={trip.id}>
              <th scope="row">{`${dateOf(date)}, ${formatTime(trip.accepted_at, timeZone)}`}</th>
              <td>{trip.orders}</td>
              <td>{t("km_value", { km: trip.metres / 1_000 })}</td>
              <td>{formatMoney(trip.base + trip.distance, trip.currency)}</td>
              <td>{formatMoney(trip.waiting, trip.currency)}</td>
              {hasTips && <td>{formatMoney(trip.tip, trip.currency)}</td>}
              <td>{formatMoney(totalOf(trip), trip.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The terms, in the words that an offer uses, too. */
export function PayTerms({ currency }: { currency: string }) {
  const t = useTranslations("riders.pay");
  return (
    <p className="text-soft">
      {t("terms", {
        base: formatMoney(PAY.base, currency),
        perKm: formatMoney(PAY.perKm, currency),
        perMinute: formatMoney(PAY.perWaitingMinute, currency),
        free: PAY.freeWaitingMinutes,
      })}
    </p>
  );
}
