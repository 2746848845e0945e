import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { STRICT_TRANSPORT_SECURITY } from "./lib/http/strict-transport-security";

/** Browsers ignore it on plain http, and `next dev` may use https on localhost, where it would outlive the server. */
const onlyHttps =
  process.env.NODE_ENV === "production"
    ? [{ key: "Strict-Transport-Security", value: STRICT_TRANSPORT_SECURITY }]
    : [];

const securityHeaders = [
  ...onlyHttps,
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), payment=(), usb=(), geolocation=(self), screen-wake-lock=(self)",
  },
];

/** Paths that proxy.ts leaves out. The content security policy of pages needs a nonce per request and is set there. */
const WITHOUT_SCRIPTS = ["/api/:path*", "/_next/static/:path*", "/_next/image", "/icon.svg"];

const inertPolicy = {
  key: "Content-Security-Policy",
  value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
// Processes of a build evaluate this file again and inherit the variable, so that one build has one name.
process.env.PLATEWIRE_BUILD ||= process.env.NEXT_DEPLOYMENT_ID || crypto.randomUUID();

const nextConfig: NextConfig = {
  // Separate folders allow several builds and dev servers side by side.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Written into the code. Pages compare it with the build that answers them.
  env: { PLATEWIRE_BUILD: process.env.PLATEWIRE_BUILD },
  reactStrictMode: true,
  poweredByHeader: false,
  // A bundler breaks their native code, WebAssembly, worker threads and dynamic imports.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pg-boss", "pino", "rate-limiter-flexible"],
  experimental: {
    // Next buffers up to 10 MB of a body before any code checks its size. No route accepts more than 128 KB.
    proxyClientMaxBodySize: "256kb",
    // An order of 50 lines needs half of this.
    serverActions: { bodySizeLimit: "128kb" },
  },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    // Redirects to the path without the slash.
    { source: "/:path+/", headers: [...securityHeaders, inertPolicy] },
    ...WITHOUT_SCRIPTS.map((source) => ({ source, headers: [inertPolicy] })),
  ],
};

const withMessages = createNextIntlPlugin({
  experimental: {
    messages: { path: "./messages", locales: "infer", format: "json", precompile: true },
  },
});

export default withMessages(nextConfig);
