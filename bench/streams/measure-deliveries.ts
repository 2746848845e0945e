import { median } from "../support/median";
import { measureRound, openStreams, type Rate, type Round } from "./rounds";
import type { Stage } from "./stage";
import type { Subject } from "./subjects";

export interface Deliveries extends Round {
  rate: Rate;
  /** The ratio of each round to raw Node `http` in the same round. */
  cpuToRaw: number;
  p99ToRaw: number;
}

export interface DeliveryFigures {
  /** Milliseconds until the last client had its first frame. */
  connectMs: number;
  upstreams: number | undefined;
  deliveries: Deliveries[];
}

/** Visits all subjects in every round, so that other load on the machine affects all. Figures are medians of the rounds. */
export async function measureDeliveries(
  stage: Stage,
  subjects: readonly Subject[],
  { clients, rounds, rates }: { clients: number; rounds: number; rates: readonly Rate[] },
): Promise<Map<string, DeliveryFigures>> {
  const figures = new Map<string, DeliveryFigures>();
  for (const audience of ["one", "own"] as const) {
    const group = (subject: Subject) => `${audience} ${subject.name}`;
    for (const subject of subjects) {
      const upstreamsBefore = subject.upstreams();
      const connectMs = await openStreams(stage.load, subject, {
        group: group(subject),
        audience,
        count: clients,
      });
      const upstreams =
        upstreamsBefore === undefined ? undefined : (subject.upstreams() ?? 0) - upstreamsBefore;
      if (audience === "one") figures.set(subject.name, { connectMs, upstreams, deliveries: [] });
    }
    for (const rate of rates.filter((one) => one.audience === audience)) {
      const measured = new Map<string, Round[]>(subjects.map(({ name }) => [name, []]));
      for (let round = 0; round < rounds; round++)
        for (const subject of subjects)
          measured
            .get(subject.name)
            ?.push(await measureRound(stage.load, subject, group(subject), clients, rate));
      const raw = measured.get("raw Node http") ?? [];
      for (const [name, its] of measured)
        figures.get(name)?.deliveries.push({
          rate,
          cpuPerDelivery: median(its.map((one) => one.cpuPerDelivery)),
          p50: median(its.map((one) => one.p50)),
          p99: median(its.map((one) => one.p99)),
          lost: its.reduce((sum, one) => sum + one.lost, 0),
          cpuToRaw: median(its.map((one, n) => one.cpuPerDelivery / (raw[n]?.cpuPerDelivery ?? Number.NaN))),
          p99ToRaw: median(its.map((one, n) => one.p99 / (raw[n]?.p99 ?? Number.NaN))),
        });
    }
    for (const subject of subjects) await stage.load.order({ do: "close", group: group(subject) });
  }
  return figures;
}
