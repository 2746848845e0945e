import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import type { Broadcast } from "@/lib/broadcasts/model/schema";
import { StillBroadcasts } from "./still-broadcasts";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => (key: string, values: object) => `${key} ${JSON.stringify(values)}`,
}));

const NOW = Date.parse("2026-11-27T18:00:00.000Z");
const shared = {
  ...{ version: 1, withdrawn_at: null },
  ...{ starts_at: "2026-11-27T19:00:00.000Z", ends_at: "2026-11-27T19:30:00.000Z" },
};
const maintenance: Broadcast = {
  ...{ id: "00000000-0000-4000-8000-000000000001", ...shared, kind: "maintenance", audience: "everybody" },
  ...{ planned: true, duration: 30, reason: "A new <database>" },
};
const forRiders: Broadcast = {
  ...{ id: "00000000-0000-4000-8000-000000000002", ...shared, kind: "announcement", audience: "riders" },
  ...{ title: "Helmets", content: "New ones", requires_action: false, priority: "low" },
  starts_at: "2026-11-27T17:00:00.000Z",
};
const html = async (now: number, ...broadcasts: Broadcast[]) =>
  renderToStaticMarkup(await StillBroadcasts({ broadcasts, now }));

test("visitors without scripts read of maintenance in the page itself, and nothing that is for others", async () => {
  const before = await html(NOW, maintenance, forRiders);
  expect(before).toMatch(/^<noscript>.*from .*UTC.*A new &lt;database&gt;/);
  expect(before).not.toContain("Helmets");
  expect(await html(NOW + 70 * 60_000, maintenance)).toContain("effect_now");
  expect(await html(NOW + 100 * 60_000, maintenance)).toBe("");
});
