/** How often we look whether the program that started us is still there, in milliseconds. */
const interval = 500;

/** Taken as early as possible: whoever looks later may see the one that orphans are given to. */
const parent = process.ppid;

/**
 * Calls back, once, when the program that started this one has ended: npm does not pass requests to stop on when it
 * is asked to stop itself (as service managers do), and a start must not go on unseen.
 *
 * @param {() => void} callback
 * @returns {() => void} ends the watching
 */
export function onParentGone(callback) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback();
  }, interval);
  watch.unref();
  return () => clearInterval(watch);
}
