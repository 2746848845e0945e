export const METRICS_TOKEN = "a token for the figures";

/** Returns a counter of GET /api/metrics by its name, of a server that was started with `METRICS_TOKEN`. */
export async function readCounters(origin: string): Promise<(name: string) => number> {
  const answer = await fetch(`${origin}/api/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  });
  const lines = (await answer.text()).split("\n");
  return (name) => {
    const line = lines.find((one) => one.startsWith(`platewire_${name} `));
    if (line === undefined) throw new Error(`${origin} has no counter ${name}: ${answer.status}`);
    return Number(line.split(" ")[1]);
  };
}
