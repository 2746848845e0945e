import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { type AppServer, startApp } from "../support/app-server";
import { blankEnvironment } from "../support/blank-environment";
import { type Child, startChild } from "../support/child";
import { freePort } from "../support/free-port";
import { signInAs } from "../support/sign-in";

let app: AppServer | undefined;
let demo: Child | undefined;
let folder: string | undefined;
const newFolder = () => {
  folder = mkdtempSync(join(tmpdir(), "platewire-demo-"));
  return folder;
};
afterEach(async () => {
  await app?.dispose();
  await demo?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  [app, demo, folder] = [undefined, undefined, undefined];
});

describe("a production on the database of a demo", () => {
  const created = z.object({ data: z.object({ secret: z.string() }) });

  test("refuses the sessions and tokens of the demo, of its admin and of people who signed in there", async () => {
    const dataDir = newFolder();
    const embedded = { DATABASE_URL: "" };
    app = await startApp({ dataDir, env: embedded });
    const origin = app.url;
    const credentials: Record<string, string>[] = [];
    for (const email of ["admin@demo.test", "ana@demo.test", "lena@demo.test"]) {
      const Cookie = await signInAs(origin, email);
      const answer = await fetch(`${origin}/api/commands/create_token`, {
        method: "POST",
        headers: { Cookie, "Content-Type": "application/json", "Idempotency-Key": "a-new-token" },
        body: JSON.stringify({ name: "left over", scopes: ["orders:read"] }),
      });
      const { secret } = created.parse(await answer.json()).data;
      // Production has another name for the cookie, and anyone can rename one.
      credentials.push({ Cookie: Cookie.replaceAll(/platewire-\d+\./g, "platewire.") });
      credentials.push({ Authorization: `Bearer ${secret}` });
      expect((await fetch(`${origin}/api/orders`, { headers: { Cookie } })).status).toBe(200);
    }
    await app.stop();

    app = await startApp({
      dataDir,
      env: { ...embedded, DEMO_MODE: "off", NEXTAUTH_URL: "http://localhost:3000" },
    });
    for (const headers of credentials) {
      expect((await fetch(`${app.url}/api/orders`, { headers })).status).toBe(401);
      expect((await fetch(`${app.url}/api/events/stream`, { headers })).status).toBe(401);
    }
    expect((await fetch(`${app.url}/demo/as/admin@demo.test`)).status).toBe(404);
  });
});

describe("a built application", () => {
  test.each(["development", "test", "staging"])(
    "does not start without its secret when NODE_ENV is %s",
    async (NODE_ENV) => {
      const env = { NODE_ENV, NEXTAUTH_SECRET: "", DEMO_MODE: "off", NEXTAUTH_URL: "" };
      await expect(startApp({ env })).rejects.toThrow(
        /Platewire does not start\.[\s\S]*NEXTAUTH_SECRET: is needed in production/,
      );
    },
    60_000,
  );
});

describe("npm run demo", () => {
  function reaches(host: string, port: number): Promise<boolean> {
    return new Promise((done) => {
      const socket = connect({ host, port, timeout: 2_000 });
      const end = (isThere: boolean) => {
        socket.destroy();
        done(isThere);
      };
      socket.once("connect", () => end(true));
      socket.once("timeout", () => end(false));
      socket.once("error", () => end(false));
    });
  }

  /** Addresses by which other machines could reach this one; the last one stands for them where there is no network. */
  const addresses = () => [
    ...Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).flatMap(({ family, internal, address }) =>
        family === "IPv4" && !internal ? [address] : [],
      ),
    ),
    "127.0.0.2",
  ];

  async function startDemo(args: string[]): Promise<number> {
    const port = await freePort();
    demo = startChild("node_modules/.bin/tsx", ["scripts/demo.ts", "--port", String(port), ...args], {
      env: { ...process.env, ...blankEnvironment(), DATA_DIR: newFolder() },
    });
    await demo.printed(/Platewire is running\./);
    return port;
  }

  test("can be reached from this machine only", async () => {
    const port = await startDemo([]);
    expect(await reaches("127.0.0.1", port)).toBe(true);
    for (const address of addresses()) expect(await reaches(address, port), address).toBe(false);
    expect((await fetch(`http://localhost:${port}/signin`)).status).toBe(200);
  });

  test("can be reached from elsewhere with --host", async () => {
    const port = await startDemo(["--host", "0.0.0.0"]);
    for (const address of addresses()) expect(await reaches(address, port), address).toBe(true);
    expect(demo?.log()).toContain("Anyone who can reach this machine");
  });
});
