/** Shows how much of the minimum is reached. The words beside it say how much is missing. */
export function CartProgress({ total, minimum }: { total: number; minimum: number }) {
  return (
    <svg aria-hidden="true" className="cart-progress" viewBox="0 0 100 1" preserveAspectRatio="none">
      <rect width={Math.min(100, (100 * total) / minimum)} height="1" />
    </svg>
  );
}
