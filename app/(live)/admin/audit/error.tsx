"use client";

import { AdminError } from "@/components/admin/admin-error";

export default function AuditError(props: { error: unknown; retry: () => void }) {
  return <AdminError {...props} />;
}
