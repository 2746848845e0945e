"use client";

import { AdminError } from "@/components/admin/admin-error";

export default function OrdersError(props: { error: unknown; retry: () => void }) {
  return <AdminError {...props} />;
}
