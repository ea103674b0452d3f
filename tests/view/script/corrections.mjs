// Prints, for every thing of the page whose data it is given, the fields that may be corrected: case, path, value.
import { correctableFields, placeInFile } from "../../../graph/cengji/view/page/script/correctable.js";
import { indices, N } from "../../../graph/cengji/view/page/script/data.js";
import { loadBlock, sampleBlock } from "./block.mjs";

loadBlock(sampleBlock());
const found = indices(N.id).flatMap((at) => correctableFields(at).map(({ field, old }) => [placeInFile(at).case, `${placeInFile(at).path}.${field}`, old]));
process.stdout.write(JSON.stringify(found));
