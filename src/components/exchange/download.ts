/** Hands a file to the browser's downloads. */
export function download(name: string, content: string | Blob, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; keeping the address would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A name for a file from the name of a run: "η 0.4 → 0.1" becomes "two-regimes-eta-0.4-0.1". */
export function fileName(label: string, extension: string): string {
  const words = label
    .replaceAll('η', 'eta')
    .replaceAll('μ', 'mu')
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return ['two-regimes', words].filter(Boolean).join('-') + extension;
}
