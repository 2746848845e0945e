import { writeBill } from "./bill-of-materials";

/** `npm run sbom`, which `npm run build` runs after a build: writes the product's packages beside the build. */

console.log(`Bill of materials: ${writeBill(process.env.NEXT_DIST_DIR ?? ".next")}`);
