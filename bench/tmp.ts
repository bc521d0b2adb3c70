import { probeCost } from './probe-cost';
export default async function main(names: string[]) {
  for (const name of names) {
    const c = await probeCost(name as never);
    console.log(
      name,
      Object.entries(c)
        .map(([k, v]) => `${k} ${(100 * v).toFixed(1)} %`)
        .join(', '),
    );
  }
}
