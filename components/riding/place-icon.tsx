/** A store is square, a door is round. */
export function PlaceIcon({ kind }: { kind: "pick_up" | "drop_off" }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 28 28" className="ride-place-icon">
      {kind === "pick_up" ? (
        <>
          <rect x="1" y="1" width="26" height="26" rx="6" fill="var(--ink)" />
          <path d="M7 8h14l2 5H5Zm1 6v7h12v-7" />
        </>
      ) : (
        <>
          <circle cx="14" cy="14" r="13" fill="var(--ink)" />
          <path d="M7 14.500 14 8l7 6.500M9.500 13v7h9v-7" />
        </>
      )}
    </svg>
  );
}
