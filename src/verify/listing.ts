import type { Plan } from './plan.ts';

/** A plan's chains and calls as lines: what would be tried. */
export function sayChains(plan: Plan): string[] {
  const calls = plan.chains.reduce((sum, chain) => sum + chain.length, 0);
  const lines = [`${plan.name}: ${plan.chains.length} chains, ${calls} calls, ${plan.source.package} ${plan.source.version}`];
  for (const chain of plan.chains) {
    for (const [index, step] of chain.entries()) {
      const args = typeof step.arguments === 'function' ? '(from the earlier replies)' : JSON.stringify(step.arguments);
      lines.push(`${index === 0 ? '-' : '  then'} ${step.tool} ${args} [${step.scenario}]`);
    }
  }
  return lines;
}
