import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { menuAt } from "@/lib/menu/model/availability";
import { readMenu } from "@/lib/menu/server/queries";
import { cheapestChoice, type PlacedTest } from "@/lib/orders/model/test-order";
import { tenantSchema } from "@/lib/stores/model/schema";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { placeOrder } from "./place";

/** Places an order of one dish that rings like a customer's. It is in no figures, and no rider comes for it. */
export const placeTestOrderCommand = defineCommand({
  name: "place_test_order",
  scope: null,
  limit: "place_order",
  input: z.object({ tenant_id: idSchema }),
  authorise: ({ viewer, input }) => refuseWithout("setup", viewer, input.tenant_id),
  run: async ({ viewer, input: { tenant_id }, idempotencyKey }): Promise<Result<PlacedTest, never>> => {
    const db = await queryable();
    const [row] = await db.select().from(tenants).where(eq(tenants.id, tenant_id));
    if (row === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
    const store = toWire(tenantSchema, row);
    const chosen = cheapestChoice(menuAt(await readMenu(db, store), Date.now()));
    if (chosen === null) return failure<never>("conflict", errorText("joining.no_dish"));
    const placed = await placeOrder(
      viewer,
      {
        tenant_id,
        items: [{ ...chosen, quantity: 1, note: "" }],
        address: {
          line1: store.address_line === "" ? store.name : store.address_line,
          city: store.city === "" ? store.name : store.city,
          postal_code: "0",
          note: "",
        },
        payment_method: "cash",
        note: errorText("joining.test_note"),
      },
      { idempotencyKey, isTest: true },
    );
    if (!placed.ok) return failure<never>("conflict", placed.message);
    return success({ order_id: placed.data.id, order_code: placed.data.order_code });
  },
});
