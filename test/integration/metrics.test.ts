import { beforeEach, describe, expect, test, vi } from "vitest";
import { withDatabase } from "@/test/support/database";

withDatabase();
const TOKEN = "a token for the figures";

/** The environment is read once per module instance. */
beforeEach(() => vi.resetModules());

async function ask(token: string | undefined): Promise<Response> {
  const { GET } = await import("@/app/api/metrics/route");
  const headers = new Headers(token === undefined ? [] : [["Authorization", `Bearer ${token}`]]);
  return GET(new Request("http://localhost:3000/api/metrics", { headers }));
}

describe("GET /api/metrics", () => {
  test("answers 404 when no token is configured", async () => {
    const answer = await ask(TOKEN);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ success: false, errors: ["Not found"] });
  });

  test.each([undefined, "", "another token", `${TOKEN}s`])(
    "answers 401 without the right token (%s)",
    async (token) => {
      vi.stubEnv("METRICS_TOKEN", TOKEN);
      const answer = await ask(token);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ success: false, errors: ["Not authorized, token failed"] });
    },
  );

  test("reports the state of hub, bus and process", async () => {
    vi.stubEnv("METRICS_TOKEN", TOKEN);
    const answer = await ask(TOKEN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    const text = await answer.text();
    for (const figure of [
      ...["platewire_connections 0", "platewire_bus_ok 1", "platewire_bus_failures_total 0"],
      ...['platewire_streams_refused_total{cap="user_full"} 0', "process_resident_memory_bytes "],
    ])
      expect(text).toContain(`\n${figure}`);
    expect(await (await ask(TOKEN)).text()).toContain("\nplatewire_bus_published_total 0\n");
    const { hub } = await import("@/lib/realtime/hub/process-hub");
    const asked = vi.spyOn(hub(), "stats");
    await ask(TOKEN);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
