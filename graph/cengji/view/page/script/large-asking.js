// @ts-check
/**
 * What the page of a large graph has beside its tiers where its server answers queries.
 */
import { queryView } from "./query-view.js";

export const askingViews = () => [queryView];
