/** Stub. */
export default function Evidence() {
  return <main />;
}
