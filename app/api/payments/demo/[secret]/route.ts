import { fail, ok, readJson, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";
import { confirmSchema } from "@/lib/payments/model/confirm";
import { payDemo } from "@/lib/payments/server/pay-demo";

const SECRET_LENGTH = 200;

/** The page of the demo provider: whoever has the payment's secret may pay it, as at a real one. */
export const POST = route(async (request, { params }: RouteContext<"/api/payments/demo/[secret]">) => {
  const secret = (await params).secret.slice(0, SECRET_LENGTH);
  const refused = await refuseOver("place_order", `pay:${secret}`);
  if (refused !== null) return fail(refused);
  const body = await readJson(request, confirmSchema);
  if (!body.ok) return body.response;
  const paid = await payDemo(secret, body.data);
  return paid.ok ? ok(paid.data) : fail(paid);
});
