import { useTranslations } from "next-intl";
import type { DayFigures } from "@/lib/figures/model/schema";
import { formatMoney } from "@/lib/text/format";

interface LeaderboardProps {
  figures: DayFigures;
  previousRanks: ReadonlyMap<string, number | null>;
}

interface MoveProps {
  rank: number;
  previous: number | null;
}

function Move({ rank, previous }: MoveProps) {
  const t = useTranslations("figures.dishes");
  if (previous === null) return <span className="fig-move">{t("new")}</span>;
  const places = previous - rank;
  return (
    <span className="fig-move">
      <span aria-hidden="true">{`${places > 0 ? "▴" : "▾"} ${Math.abs(places)}`}</span>
      <span className="sr-only">{t(places > 0 ? "up" : "down", { places: Math.abs(places) })}</span>
    </span>
  );
}

export function Leaderboard({ figures: { top_items, currency }, previousRanks }: LeaderboardProps) {
  const t = useTranslations("figures.dishes");
  const most = Math.max(1, ...top_items.map(({ quantity }) => quantity));
  return (
    <section className="fig-dishes" aria-labelledby="fig-dishes">
      <h2 id="fig-dishes">{t("title")}</h2>
      <table>
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("rank")}</th>
            <th scope="col">{t("dish")}</th>
            <th scope="col">{t("portions")}</th>
            <th scope="col">{t("revenue")}</th>
          </tr>
        </thead>
        <tbody>
          {top_items.map(({ menu_item_id, rank, name, quantity, revenue }) => {
            const previous = previousRanks.get(menu_item_id);
            return (
              <tr key={menu_item_id}>
                <td>{rank}</td>
                <th scope="row">
                  <span className="fig-dish">
                    <bdi>{name}</bdi>
                    {previous !== undefined && previous !== rank && <Move rank={rank} previous={previous} />}
                  </span>
                  <svg className="fig-share" aria-hidden="true" focusable="false" height="6" width="100%">
                    <rect className="fig-bar" height="6" width={`${(quantity / most) * 100}%`} />
                  </svg>
                </th>
                <td>{quantity}</td>
                <td>{formatMoney(revenue, currency)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
