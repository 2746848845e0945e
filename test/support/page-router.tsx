import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import type { ReactNode } from "react";

const nothing = () => undefined;
const IDLE: AppRouterInstance = {
  back: nothing,
  forward: nothing,
  refresh: nothing,
  push: nothing,
  replace: nothing,
  prefetch: nothing,
  bfcacheId: "",
};

/** The router of Next, which links and paths need; it is at "/" and goes nowhere. */
export function PageRouter({
  methods,
  children,
}: {
  methods?: Partial<AppRouterInstance>;
  children: ReactNode;
}) {
  return (
    <AppRouterContext value={{ ...IDLE, ...methods }}>
      <PathnameContext value="/">{children}</PathnameContext>
    </AppRouterContext>
  );
}
