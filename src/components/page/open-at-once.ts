/** For a dialog that is there only while it is open: shows it, and gives the focus back where it was. */
export function openAtOnce(dialog: HTMLDialogElement | null): (() => void) | undefined {
  if (!dialog) return;
  const before = document.activeElement;
  dialog.showModal();
  return () => {
    if (before instanceof HTMLElement) before.focus();
  };
}
