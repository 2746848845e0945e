import { queryable } from "@/lib/db/client";
import { placeSchema } from "@/lib/geo/model/place";
import { ok, refuse, route } from "@/lib/http/rest";
import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import { doesReach, findZone, storeIn } from "@/lib/stores/model/zones/area";
import { findVisibleStore } from "@/lib/stores/server/is-visible";
import { presentStatus, readStoreDelivery } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

/** Number("") is 0, which is a place. */
const degrees = (text: string | null) => (text === null || text.trim() === "" ? Number.NaN : Number(text));

/** Says what delivery to a place costs. Menus are public: no session is needed. */
export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/quote">) => {
  const { searchParams } = new URL(request.url);
  const place = placeSchema.safeParse({
    lat: degrees(searchParams.get("lat")),
    lng: degrees(searchParams.get("lng")),
  });
  if (!place.success) return refuse(400, [errorText("bad_place")]);
  const tenant = await findVisibleStore(request, (await params).slug);
  const delivery = tenant && (await readStoreDelivery(tenant.id));
  if (tenant === null || delivery === null) return refuse(404, [errorText("tenant_not_found")]);
  const { delivery_by: by, place: store, zones } = delivery;
  const { area, zone } = findZone({ by, store, zones }, place.data);
  if (!doesReach(area)) return refuse(422, [errorText("no_zone", { name: tenant.name })]);
  const here = storeIn(tenant, zone);
  const status = await presentStatus(await queryable(), tenant, Date.now());
  return ok({
    fee: here.delivery_fee,
    service_fee: here.service_fee,
    minimum: here.minimum_order,
    minutes: soonestMinutes(here, status),
  });
});
