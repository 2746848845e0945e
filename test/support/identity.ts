import type { StoreIdentity } from "@/lib/joining/model/requests";

export const IDENTITY: StoreIdentity = {
  ...{ name: "Noodle House", cuisine: "Noodles", description: "", address_line: "Quay 2" },
  ...{ city: "Port Selby", phone: "+49 30 901820", currency: "EUR", time_zone: "Europe/Berlin" },
};
