import { initialsOf } from "@/lib/board/model/presence/initials";

/** The name stands beside it. */
export function PersonChip({ name }: { name: string }) {
  return (
    <span aria-hidden="true" translate="no" className="person-chip">
      {initialsOf(name)}
    </span>
  );
}
