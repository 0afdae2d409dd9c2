/** Two phases and what grows between them. The same drawing as `icon.svg`. */
export function ProductMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="64" height="64" rx="14" fill="#0f5c66" />
      <path d="M14 0H34C26 11 42 21 34 32S42 53 34 64H14A14 14 0 0 1 0 50V14A14 14 0 0 1 14 0Z" fill="#f2b134" />
      <path d="M34 0C26 11 42 21 34 32S42 53 34 64" fill="none" stroke="#fff" strokeWidth="5" />
    </svg>
  );
}
