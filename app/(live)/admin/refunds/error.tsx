"use client";

import { AdminError } from "@/components/admin/admin-error";

export default function RefundsError(props: { error: unknown; retry: () => void }) {
  return <AdminError {...props} />;
}
