"use client";

import { useState } from "react";
import type { DeliverySettings } from "@/lib/stores/model/delivery-settings";
import type { StoreZones } from "@/lib/stores/model/zones/schema";
import type { DeliveringStore } from "./delivering-store";
import { DeliveryForm } from "./delivery-form";
import { ZonesForm } from "./zones-form";
import "./delivery.css";

export interface DeliverySettingsProps {
  store: DeliveringStore;
  settings: DeliverySettings;
  zones: StoreZones;
}

/** Zones by distance have their middle where the saved settings say the store is. */
export function DeliverySettingsPart({ store, settings: fromServer, zones }: DeliverySettingsProps) {
  const [saved, setSaved] = useState(fromServer);
  return (
    <>
      <DeliveryForm storeId={store.id} saved={saved} onSaved={setSaved} />
      <ZonesForm store={store} zones={zones} place={saved.place} />
    </>
  );
}
