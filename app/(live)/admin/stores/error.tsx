"use client";

import { AdminError } from "@/components/admin/admin-error";

export default function StoresError(props: { error: unknown; retry: () => void }) {
  return <AdminError {...props} />;
}
