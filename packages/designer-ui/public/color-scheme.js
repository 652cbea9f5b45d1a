// Runs before the first paint, so that a dark page never flashes white. A file of its own, because the
// content security policy allows no inline script.
(function () {
  let scheme = 'auto';
  try {
    scheme = localStorage.getItem('crossdock-color-scheme') || 'auto';
  } catch {
    // Storage may be blocked; then the system's choice holds.
  }
  const dark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
