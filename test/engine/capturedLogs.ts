import type { LogMetadata } from 'n8n-workflow';

import { Container, GlobalConfig, InstanceSettingsConfig, Logger } from './engineServices';

/** One line that a node or the engine wrote to n8n's log. */
export interface LogLine {
	level: 'error' | 'warn' | 'info' | 'debug';
	message: string;
	metadata: LogMetadata;
}

const lines: LogLine[] = [];

class CapturedLogger extends Logger {
	override error(message: string, metadata: LogMetadata = {}) {
		lines.push({ level: 'error', message, metadata });
	}

	override warn(message: string, metadata: LogMetadata = {}) {
		lines.push({ level: 'warn', message, metadata });
	}

	override info(message: string, metadata: LogMetadata = {}) {
		lines.push({ level: 'info', message, metadata });
	}

	override debug(message: string, metadata: LogMetadata = {}) {
		lines.push({ level: 'debug', message, metadata });
	}

	override scoped() {
		return this;
	}
}

Container.set(
	Logger,
	new CapturedLogger(Container.get(GlobalConfig), Container.get(InstanceSettingsConfig)),
);

/**
 * Starts to listen to n8n's log; the returned function gives what was written since.
 * Runs that overlap see each other's lines.
 */
export function captureLogs(): () => LogLine[] {
	const start = lines.length;
	return () => lines.slice(start);
}
