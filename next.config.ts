import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** The content security policy needs a nonce per request: see proxy.ts. */
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
  // Separate folders allow several builds and dev servers side by side.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  turbopack: { root: "/" },
  reactStrictMode: true,
  poweredByHeader: false,
  // A bundler breaks their native code, WebAssembly, worker threads and dynamic imports.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pg-boss", "pino", "rate-limiter-flexible"],
  experimental: {
    // Next buffers up to 10 MB of a body before any code checks its size. No route accepts more than 1 MB.
    proxyClientMaxBodySize: "1mb",
  },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

const withMessages = createNextIntlPlugin({
  experimental: {
    messages: { path: "./messages", locales: "infer", format: "json", precompile: true },
  },
});

export default withMessages(nextConfig);
