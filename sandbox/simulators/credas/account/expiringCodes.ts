import { randomUUID } from 'node:crypto';

/** The codes in sign-in links: each one unique, and good for some minutes. */
export class ExpiringCodes<Target> {
	private readonly issued = new Map<string, { readonly target: Target; expiresAt: number }>();

	/** The code that a link carries. */
	issue(target: Target, validForMinutes: number): string {
		const code = randomUUID().replaceAll('-', '');
		this.issued.set(code, { target, expiresAt: Date.now() + validForMinutes * 60_000 });
		return code;
	}

	/** What the link is for, unless it is unknown or expired. */
	redeem(code: string): Target | undefined {
		const link = this.issued.get(code);
		return link && link.expiresAt > Date.now() ? link.target : undefined;
	}

	/** Lets every link issued so far run out at once. */
	expireAll(): void {
		for (const link of this.issued.values()) link.expiresAt = 0;
	}
}
