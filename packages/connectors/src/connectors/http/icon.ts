/** A globe: what lies behind an address. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="12" r="9"/><path d="M3.5 9h17M3.5 15h17"/><path d="M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18"/></svg>`;
