import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { LOOPBACK } from '../../sandbox/ports.cjs';

/** A tool as the model is told of it. */
export interface OfferedTool {
	name: string;
	description: string;
	/** The names of what the model fills in. */
	parameters: string[];
}

/** What the model asks for in place of thinking. */
export interface ToolCall {
	tool: string;
	args: Record<string, unknown>;
}

/** A chat model that does what it was told to, over the interface of OpenAI's. */
export interface ScriptedModel {
	/** What n8n's OpenAI credential takes as its base URL. */
	url: string;
	/** Sets the calls that it makes in the next conversation, one after the other. */
	willCall: (...calls: ToolCall[]) => void;
	/** The tools that it was offered last. */
	offered: () => OfferedTool[];
	/** What the tools of the last conversation gave it, as text, in the order of the calls. */
	answers: () => string[];
	close: () => Promise<void>;
}

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{
		function: {
			name: string;
			description: string;
			parameters: { properties?: Record<string, unknown> };
		};
	}>;
}

export async function startScriptedModel(): Promise<ScriptedModel> {
	let script: ToolCall[] = [];
	let last: ChatRequest = { messages: [] };
	const answers = () =>
		last.messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));

	const server = createServer((request, response) => {
		void read(request).then((asked) => {
			last = asked;
			const { length } = answers();
			const call = script[length];
			const body = completion(call && { id: `call_${length}`, ...call });
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;

	return {
		url: `http://${LOOPBACK}:${port}/v1`,
		willCall: (...calls) => {
			script = calls;
		},
		offered: () =>
			(last.tools ?? []).map(({ function: { name, description, parameters } }) => ({
				name,
				description,
				parameters: Object.keys(parameters.properties ?? {}),
			})),
		answers,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A tool call, or the last word where there is none. */
function completion(call: (ToolCall & { id: string }) | undefined) {
	const toolCalls = call && [
		{
			id: call.id,
			type: 'function',
			function: { name: call.tool, arguments: JSON.stringify(call.args) },
		},
	];
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1_767_225_600,
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: call ? 'tool_calls' : 'stop',
				message: { role: 'assistant', content: call ? null : 'Done.', tool_calls: toolCalls },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

async function read(request: IncomingMessage): Promise<ChatRequest> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	return JSON.parse(body) as ChatRequest;
}
