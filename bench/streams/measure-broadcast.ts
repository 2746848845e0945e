import { signInAs } from "../../test/support/sign-in";
import type { LoadProcess } from "./load-process";
import { type FanOutFigures, measureFanOut } from "./measure-fan-out";
import type { Subject } from "./subjects";
import { monotonicMicros } from "./wire";

/** Sends announcements to everybody. The title carries the time of the request. */
export async function measureBroadcast(
  load: LoadProcess,
  subject: Subject,
  streams: number,
): Promise<FanOutFigures> {
  const origin = `http://127.0.0.1:${subject.port}`;
  const Cookie = await signInAs(origin, "admin@demo.test");
  const change = async () => {
    const body = { kind: "announcement", priority: "normal", content: "Something new" };
    const sent = await fetch(`${origin}/api/admin/broadcasts`, {
      method: "POST",
      headers: { Cookie, Origin: origin, "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, title: String(monotonicMicros()) }),
    });
    if (!sent.ok) throw new Error(`A broadcast was answered ${sent.status}: ${await sent.text()}`);
  };
  return measureFanOut(load, subject, {
    group: `broadcast ${subject.name}`,
    query: "",
    stamp: "title",
    ...{ streams, change },
  });
}
