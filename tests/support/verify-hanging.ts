// Verifies a server that hangs and leaves children, until somebody interrupts. Usage: node verify-hanging.ts <pids file> [shut-in]
import { verifyPlan } from '../../src/edges/verify.ts';
import { fakePlan, fakeStage, shortLimits } from './fake-plan.ts';

const chains = ['child', 'daemon', 'hang'].map((tool) => [{ tool, arguments: {}, scenario: tool }]);
process.stdout.write('begun\n');
const limits = { ...shortLimits, call: 600_000 };
await verifyPlan(fakePlan(chains), fakeStage('stubborn', process.argv[2] as string), { limits, sandbox: process.argv[3] === 'shut-in' });
