/** The mark: two lanes that cross. Decorative; the name stands beside it. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#11708f" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M7 11h9a5 5 0 0 1 5 5v0a5 5 0 0 0 5 5" stroke="#fff" />
        <path d="M7 21h9a5 5 0 0 0 5-5v0a5 5 0 0 1 5-5" stroke="#84c5db" />
      </g>
    </svg>
  );
}
