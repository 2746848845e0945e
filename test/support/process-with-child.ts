import { endInOrder } from "../../scripts/end-in-order";
import { startChild } from "./child";

/** Started by a test: a script with a child process that ends only by a signal. Prints the pids of both. */

endInOrder();
const child = startChild(process.execPath, ["-e", "setInterval(() => {}, 1000); console.log('started')"]);
await child.printed(/started/);
console.log(`Started ${process.pid} and ${child.process.pid}.`);
await child.exited;
