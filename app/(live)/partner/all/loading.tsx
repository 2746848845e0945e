import { BoardSkeleton } from "@/components/board/board-skeleton";

export default function AllStoresLoading() {
  return <BoardSkeleton />;
}
