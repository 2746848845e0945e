import { CheckoutSkeleton } from "@/components/shop/checkout/checkout-skeleton";
import { Skeleton } from "@/components/ui/feedback/skeleton";

export default function CheckoutLoading() {
  return (
    <>
      <Skeleton className="shop-cloth shop-cloth-low rounded-none" />
      <div className="grid grid-cols-1 gap-5">
        <div className="grid gap-1">
          <Skeleton className="h-6 w-32" />
          <Skeleton className="h-9 w-2/3 max-w-md" />
        </div>
        <CheckoutSkeleton />
      </div>
    </>
  );
}
