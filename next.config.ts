import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { INERT_POLICY, securityHeaders } from "./lib/http/security-headers";

const listed = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const everywhere = listed(securityHeaders(process.env.NODE_ENV === "production"));

/** Paths that proxy.ts leaves out. The content security policy of pages needs a nonce per request and is set there. */
const WITHOUT_SCRIPTS = ["/api/:path*", "/_next/static/:path*", "/_next/image", "/icon.svg"];

// Processes of a build evaluate this file again and inherit the variable, so that one build has one name.
process.env.PLATEWIRE_BUILD ||= process.env.NEXT_DEPLOYMENT_ID || crypto.randomUUID();

const nextConfig: NextConfig = {
  // Separate folders allow several builds and dev servers side by side.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Written into the code. Pages compare it with the build that answers them.
  env: { PLATEWIRE_BUILD: process.env.PLATEWIRE_BUILD },
  reactStrictMode: true,
  poweredByHeader: false,
  // A bundler breaks their native code, WebAssembly, worker threads and dynamic imports, and gives @react-email/render the
  // react-dom/server that refuses to run beside server components.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@react-email/render",
    "pg",
    "pg-boss",
    "pino",
    "rate-limiter-flexible",
  ],
  experimental: {
    // The same code in fewer files is smaller, because gzip sees more of it: about 3 kB of a first load.
    turbopackChunking: { minChunkSize: 200_000, maxMergeChunkSize: 1_000_000 },
    // Next buffers up to 10 MB of a body before any code checks its size. It does so for pages, whose actions accept 128 KB.
    proxyClientMaxBodySize: "256kb",
    // An order of 50 lines needs half of this.
    serverActions: { bodySizeLimit: "128kb" },
  },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    ...WITHOUT_SCRIPTS.map((source) => ({ source, headers: listed(INERT_POLICY) })),
  ],
};

const withMessages = createNextIntlPlugin({
  experimental: {
    messages: { path: "./messages", locales: "infer", format: "json", precompile: true },
  },
});

export default withMessages(nextConfig);
