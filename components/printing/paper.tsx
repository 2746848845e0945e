import { cn } from "@/components/ui/cn";
import type { Block } from "@/lib/printing/model/paper/ticket";
import "./paper.css";

/** A ticket as paper: the blocks that a receipt printer gets as lines. Black on white in both themes. */
export function Paper({ blocks, className }: { blocks: readonly Block[]; className?: string }) {
  return (
    <div data-slot="paper" className={cn("paper", className)}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a ticket have no names, and are drawn as a whole.
        <PaperBlock key={`${block.kind} ${index + 1}`} block={block} />
      ))}
    </div>
  );
}

function PaperBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case "rule":
      return <hr />;
    case "band":
    case "note":
      return (
        <div className={`paper-${block.kind}`}>
          <strong>{block.title}</strong>
          {block.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <p key={`${index + 1} ${line}`}>{line}</p>
          ))}
        </div>
      );
    case "item":
      return (
        <p className="paper-item">
          <b>{block.quantity}</b>
          <span>{block.text}</span>
        </p>
      );
    case "code":
      return (
        <p className="paper-code" translate="no">
          {block.text}
        </p>
      );
    default:
      return <p className={`paper-${block.kind}`}>{block.text}</p>;
  }
}
