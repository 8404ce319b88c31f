import type { ServerReport } from '../model/verify-report.ts';
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

type Steps = NonNullable<Extract<ServerReport, { outcome: 'planned' }>['chains']>;

/** The same for machines. */
export function listSteps(plan: Plan): Steps {
  return plan.chains.map((chain) =>
    chain.map((step) => ({
      tool: step.tool,
      arguments: typeof step.arguments === 'function' ? null : step.arguments,
      scenario: step.scenario,
    })),
  );
}
