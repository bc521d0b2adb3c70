import { probeCost } from './probe-cost';
export default async function main() { for (const name of ['default run','1-D CNN'] as const) for (let i=0;i<1;i++) console.log(name, await probeCost(name)); }
