import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Headers that are the same for every answer; the content security policy needs a nonce and is set in proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), payment=(), usb=(), geolocation=(self), screen-wake-lock=(self)",
  },
];

const nextConfig: NextConfig = {
  // Several builds and dev servers may stand side by side, each in its own folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  // Native code, WebAssembly, worker threads, and imports known only when they run, that a bundler would break.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pg-boss", "pino", "rate-limiter-flexible"],
  experimental: {
    // With a proxy, Next keeps a body in memory before anybody looks at its size, 10 MB of it by default, for whoever
    // sends one. Nothing here takes more than an action may have: 1 MB.
    proxyClientMaxBodySize: "1mb",
  },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

const withMessages = createNextIntlPlugin({
  experimental: {
    // Messages are compiled when they are loaded: the browser gets a formatter without a parser.
    messages: { path: "./messages", locales: "infer", format: "json", precompile: true },
  },
});

export default withMessages(nextConfig);
