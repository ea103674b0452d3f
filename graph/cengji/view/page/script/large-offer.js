// @ts-check
/**
 * What stands for `large-asking` in a page from a disk: no view beside the tiers.
 */

/** @returns {View[]} */
export const askingViews = () => [];
