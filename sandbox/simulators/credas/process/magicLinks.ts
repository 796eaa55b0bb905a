import { randomUUID } from 'node:crypto';

const validForMs = 30 * 60 * 1000;

interface IssuedLink {
	readonly processId: string;
	readonly entityId: string;
	expiresAt: number;
}

/** The sign-in links of the customers: each one unique and good for 30 minutes. */
export class MagicLinks {
	private readonly issued = new Map<string, IssuedLink>();

	/** The code that a link carries. */
	issue(processId: string, entityId: string): string {
		const code = randomUUID().replaceAll('-', '');
		this.issued.set(code, { processId, entityId, expiresAt: Date.now() + validForMs });
		return code;
	}

	/** Whom the link is for, unless it is unknown or expired. */
	redeem(code: string): Readonly<IssuedLink> | undefined {
		const link = this.issued.get(code);
		return link && link.expiresAt > Date.now() ? link : undefined;
	}

	/** Lets every link issued so far run out at once. */
	expireAll(): void {
		for (const link of this.issued.values()) link.expiresAt = 0;
	}
}
