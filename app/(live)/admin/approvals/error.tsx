"use client";

import { AdminError } from "@/components/admin/admin-error";

export default function ApprovalsError(props: { error: unknown; retry: () => void }) {
  return <AdminError {...props} />;
}
