/** The fleet of a store has the store's id; the platform's fleet has this one. */
export const PLATFORM_FLEET = "platform";

export const fleetOf = (tenantId: string | null) => tenantId ?? PLATFORM_FLEET;
