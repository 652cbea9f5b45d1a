/** The mark: two lanes that cross. Decorative; the name stands beside it. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#11708f" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M6 10.5h4c6 0 6 11 12 11h4" stroke="#fff" />
        <path d="M6 21.5h4c6 0 6-11 12-11h4" stroke="#84c5db" />
      </g>
    </svg>
  );
}
