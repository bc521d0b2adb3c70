/** Stub. */
export default function Lessons() {
  return <main />;
}
