import { CredasTrigger } from '../../../nodes/Credas/CredasTrigger.node';
import '../engine';
import { workflowOf } from '../nodeUnderTest';

const subtitleOf = (events: string | string[]) => {
	const nodeType = new CredasTrigger();
	const { workflow, node } = workflowOf({ nodeType, parameters: { events } }, []);
	const { subtitle = '' } = nodeType.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
};

it.each([
	[['processComplete', 'inviteUpdated'], 'Process complete, Invite updated'],
	[['processOther', 'resultUpdated'], 'Other process status, Result updated'],
	[['monitoringAlert'], 'Monitoring alert'],
	['processComplete', 'Process complete'],
	[[], ''],
])('the Credas Trigger shows the names of its events on the canvas: %j', (events, words) => {
	expect(subtitleOf(events)).toBe(words);
});
